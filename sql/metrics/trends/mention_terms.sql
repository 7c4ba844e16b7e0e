-- The words and pairs of words in each counted mention of the window and of the one before: of the
-- focus brand, and of brands with a peak in the window; of others nobody asks.
-- Only the first 1,000 characters of a post are read; links, numbers, stop words and the
-- brands' own names are left out. Writings of one word are one term: Korean words lose their
-- particles, Turkish names their endings, and ё is е.
-- Grain: brand, platform, post_id, term.
with
    readings as (
        select
            mentions.brand,
            mentions.platform,
            mentions.post_id,
            mentions.period,
            mentions.day,
            mentions.language,
            mentions.author_key,
            mentions.sentiment_sign,
            words_of(texts.title || ' . ' || texts.text, language := mentions.language) as words
        from mentions
        join texts using (platform, post_id)
        where
            mentions.is_counted
            and mentions.period is not null
            and (
                mentions.brand = getvariable('focus_brand')
                or mentions.brand in (select brand from spikes where period = 'window')
            )
    ),

    placed as (
        select
            * exclude (words),
            unnest(words) as word,
            unnest(list_append(words[2:], null)) as next_word
        from readings
    ),

    -- Marks between words have one character too.
    telling as (
        select *
        from placed
        anti join
            left_out
            on left_out.brand = placed.brand
            and left_out.language in (placed.language, 'web', '*')
            and replace(left_out.word, 'ё', 'е') = placed.word
        where length(word) > 1
    ),

    terms as (
        select *, word as term
        from telling
        union all
        select *, word || ' ' || next_word
        from telling
        anti join
            left_out
            on left_out.brand = telling.brand
            and left_out.language in (telling.language, 'web', '*')
            and replace(left_out.word, 'ё', 'е') = telling.next_word
        where length(next_word) > 1
    )

select distinct brand, platform, post_id, term, period, day, author_key, sentiment_sign
from terms
