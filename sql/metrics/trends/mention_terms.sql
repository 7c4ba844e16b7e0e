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

    candidates as (
        select
            * exclude (words),
            unnest(
                list_distinct(
                    words || list_transform(
                        range(1, len(words)), lambda i:words[i] || ' ' || words[i + 1]
                    )
                )
            ) as term
        from readings
    )

select brand, platform, post_id, term, period, day, author_key, sentiment_sign
from candidates
anti join
    left_out as first_word
    on first_word.brand = candidates.brand
    and first_word.language in (candidates.language, 'web', '*')
    and replace(first_word.word, 'ё', 'е') = split_part(term, ' ', 1)
anti join
    left_out as last_word
    on last_word.brand = candidates.brand
    and last_word.language in (candidates.language, 'web', '*')
    and replace(last_word.word, 'ё', 'е') = split_part(term, ' ', 2)
where not regexp_matches(term, '[.,;:!?()]|^.$|^. | .$')
