-- How many authors of the focus brand's mentions used each word in each four weeks of the
-- history, counted back from the window's end; a word's forms are one. Of more than 200,000
-- mentions, those of as many authors as write that many, drawn by hash. Words of five authors
-- or fewer are left out.
-- Grain: root, block.
with
    told as (
        select
            place,
            author_key,
            language,
            floor((date_diff('day', day, getvariable('window_end_on')) - 1) / 28)::integer as block
        from mentions
        where
            brand = getvariable('focus_brand')
            and is_counted
            -- Of the oldest days there is no whole block.
            and (block + 1) * 28
            <= date_diff('day', getvariable('history_first_on'), getvariable('window_end_on'))
    ),

    sampled as (
        select told.*
        from told
        cross join (select count(*) as whole from told) as counted
        where whole <= 200000 or mod(hash(author_key), 1000) < 1000 * 200000 / whole
    ),

    totals as (select block, count(distinct author_key) as author_total from sampled group by all),

    words as (
        select
            hash(sampled.author_key) as author_hash,
            sampled.language,
            block,
            unnest(
                list_distinct(
                    words_of(segments.title || ' . ' || segments.text, language := sampled.language)
                )
            ) as word
        from sampled
        join segments using (place)
    ),

    -- Each word is looked at once, not wherever it stands.
    vocabulary as (select distinct language, word from words where length(word) > 1),

    roots as (
        select language, word, root_of(word, language) as root
        from vocabulary
        anti join
            left_out
            on left_out.brand = getvariable('focus_brand')
            and left_out.language in (vocabulary.language, 'web', '*')
            and replace(left_out.word, 'ё', 'е') = vocabulary.word
        anti join opinion_words on opinion_words.word = vocabulary.word and only_judges
    ),

    counts as (
        select
            root,
            block,
            count(distinct author_hash) as author_count,
            mode(words.word order by words.word) as usual_word
        from words
        join roots on roots.word = words.word and roots.language is not distinct from words.language
        group by root, block
    )

select root, block, author_count, author_total, usual_word
from counts
join totals using (block)
qualify sum(author_count) over (partition by root) > 5
