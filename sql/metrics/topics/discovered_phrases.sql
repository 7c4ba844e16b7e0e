-- Phrases of two or three words in the focus brand's mentions of the window that no topic covers,
-- where more authors use them than in the mentions that one covers: what the taxonomy may miss.
-- A phrase needs five authors; one that only ever stands within a longer one is left out. Only the
-- first 1,000 characters are read, as for terms.
-- Grain: phrase.
with
    readings as (
        select
            mentions.platform,
            mentions.post_id,
            mentions.author_key,
            mentions.language,
            mentions.sentiment_sign,
            len(mentions.topics) > 0 as has_topic,
            words_of(texts.title || ' . ' || texts.text, language := mentions.language) as words
        from mentions
        join texts using (platform, post_id)
        where is_counted and mentions.period = 'window' and brand = getvariable('focus_brand')
    ),

    placed as (
        select
            * exclude (words),
            unnest(words) as word,
            unnest(list_append(words[2:], null)) as next_word,
            unnest(words[3:] || [null, null]) as third_word
        from readings
    ),

    -- It begins and ends with a word that says something; marks that end it have one character.
    beginnings as (
        select *
        from placed
        anti join
            left_out
            on left_out.brand = getvariable('focus_brand')
            and left_out.language in (placed.language, 'web', '*')
            and replace(left_out.word, 'ё', 'е') = placed.word
        where length(word) > 1 and length(next_word) > 1
    ),

    phrases as (
        select distinct
            * exclude (language, word, next_word, third_word, size),
            concat_ws(' ', word, next_word, case size when 3 then third_word end) as phrase
        from beginnings
        cross join (values (2), (3)) as sizes(size)
        anti join
            left_out
            on left_out.brand = getvariable('focus_brand')
            and left_out.language in (beginnings.language, 'web', '*')
            and replace(left_out.word, 'ё', 'е')
            = case size when 2 then next_word else third_word end
        where size = 2 or length(third_word) > 1
    ),

    counts as (
        select
            phrase,
            count(*) filter (where not has_topic) as mention_count,
            count(distinct author_key) filter (where not has_topic) as author_count,
            count(distinct author_key) filter (where has_topic) as covered_author_count,
            100 * avg(sentiment_sign) filter (where not has_topic) as net_sentiment
        from phrases
        group by phrase
        having author_count >= 5
    ),

    totals as (
        select
            count(distinct author_key) filter (where not has_topic) as author_total,
            count(distinct author_key) filter (where has_topic) as covered_total
        from readings
    ),

    lifts as (
        select
            counts.*,
            -- Half an author more on either side, so that a phrase nobody else used has a lift too.
            ((author_count + 0.5) / (author_total + 1))
            / ((covered_author_count + 0.5) / (covered_total + 1)) as lift
        from counts
        cross join totals
    ),

    -- A phrase of three words says both pairs in it.
    longer as (
        select
            author_count,
            unnest(
                [regexp_replace(phrase, ' [^ ]+$', ''), regexp_replace(phrase, '^[^ ]+ ', '')]
            ) as phrase
        from lifts
        where regexp_matches(phrase, ' .* ')
    )

select phrase, mention_count, author_count, covered_author_count, lift, net_sentiment
from lifts
anti join longer using (phrase, author_count)
where lift > 1
