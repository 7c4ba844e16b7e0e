-- What each author said of each brand, in sums that every net sentiment and its interval is made
-- of. A post of several topics counts for each of them.
-- Grain: brand, period, dimension, segment, author_key.
with
    judged as (
        select
            brand, period, author_key, source, channel, platform, language, topics, sentiment_sign
        from mentions
        where is_counted and period is not null and sentiment_sign is not null
    ),

    by_segment as (
        select
            brand,
            period,
            case
                when grouping(source) = 0
                then 'source'
                when grouping(channel) = 0
                then 'channel'
                when grouping(platform) = 0
                then 'platform'
                when grouping(language) = 0
                then 'language'
                else 'all'
            end as dimension,
            coalesce(source, channel, platform, language, 'all') as segment,
            author_key,
            count(*) as judged_count,
            count(*) filter (where sentiment_sign = 1) as positive_count,
            count(*) filter (where sentiment_sign = -1) as negative_count,
            sum(sentiment_sign) as sign_sum
        from judged
        group by
            grouping sets (
                (brand, period, author_key),
                (brand, period, author_key, source),
                (brand, period, author_key, channel),
                (brand, period, author_key, platform),
                (brand, period, author_key, language)
            )
    ),

    by_topic as (
        select
            brand,
            period,
            'topic' as dimension,
            unnest(topics) as segment,
            author_key,
            sentiment_sign
        from judged
    )

from by_segment
union all
select
    brand,
    period,
    dimension,
    segment,
    author_key,

    count(*) as judged_count,
    count(*) filter (where sentiment_sign = 1) as positive_count,
    count(*) filter (where sentiment_sign = -1) as negative_count,
    sum(sentiment_sign) as sign_sum
from by_topic
group by all
