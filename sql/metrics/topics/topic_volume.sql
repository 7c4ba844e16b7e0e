-- How many of each brand's mentions are about each topic, in the window and in the one before.
-- Grain: brand, topic, period.
with
    totals as (
        select brand, period, count(*) as all_count
        from mentions
        where is_counted and period is not null
        group by all
    ),

    labelled as (
        select brand, period, author_key, sentiment_sign, unnest(topics) as topic
        from mentions
        where is_counted and period is not null
    ),

    counts as (
        select
            brand,
            topic,
            period,
            count(*) as mention_count,
            count(distinct author_key) as author_count,
            count(sentiment_sign) as judged_count,
            100 * avg(sentiment_sign) as net_sentiment
        from labelled
        group by all
    ),

    places as (
        select brand, topic, topic_name, period
        from brands
        cross join taxonomy
        cross join (values ('window'), ('previous')) as two(period)
    )

select
    brand,
    topic,
    period,

    topic_name,
    coalesce(mention_count, 0) as mention_count,
    coalesce(author_count, 0) as author_count,
    coalesce(all_count, 0) as all_count,
    coalesce(judged_count, 0) as judged_count,
    share(coalesce(mention_count, 0), all_count) as mention_share,
    wilson_low(coalesce(mention_count, 0), all_count) as low,
    wilson_high(coalesce(mention_count, 0), all_count) as high,
    case when judged_count >= getvariable('segment_min') then net_sentiment end as net_sentiment
from places
left join totals using (brand, period)
left join counts using (brand, topic, period)
