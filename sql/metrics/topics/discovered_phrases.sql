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
            words_of(texts.title || ' . ' || texts.text) as words
        from mentions
        join texts using (platform, post_id)
        where
            mentions.brand = getvariable('focus_brand')
            and mentions.is_counted
            and mentions.period = 'window'
    ),

    phrases as (
        select
            * exclude (words),
            unnest(
                list_distinct(
                    list_transform(
                        range(1, len(words)),
                        lambda i:words[i] || ' ' || words[i + 1]
                    ) || list_transform(
                        range(1, len(words) - 1),
                        lambda i:words[i] || ' ' || words[i + 1] || ' ' || words[i + 2]
                    )
                )
            ) as phrase
        from readings
    ),

    counts as (
        select
            phrase,
            count(*) filter (where not has_topic) as mention_count,
            count(distinct author_key) filter (where not has_topic) as author_count,
            count(distinct author_key) filter (where has_topic) as covered_author_count,
            100 * avg(sentiment_sign) filter (where not has_topic) as net_sentiment
        from phrases
        -- A phrase begins and ends with a word that says something.
        anti join
            left_out as first_word
            on first_word.brand = getvariable('focus_brand')
            and first_word.language in (phrases.language, 'web', '*')
            and first_word.word = regexp_extract(phrase, '^[^ ]+')
        anti join
            left_out as last_word
            on last_word.brand = getvariable('focus_brand')
            and last_word.language in (phrases.language, 'web', '*')
            and last_word.word = regexp_extract(phrase, '[^ ]+$')
        where not regexp_matches(phrase, '[.,;:!?()]|(^| ). | .$')
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
