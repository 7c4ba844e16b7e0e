-- What is said of each brand on each topic in the window: how much of the talk about the topic is
-- the
-- brand's, and how it is judged. A mention of two topics counts for both.
-- Grain: brand, topic.
with
    judged as (
        select
            brand,
            segment as topic,
            net_sentiment,
            low,
            high,
            variance,
            effective_author_count,
            judged_count >= getvariable('segment_min') as is_known
        from net_sentiment
        where period = 'window' and dimension = 'topic'
    )

select
    brand,
    topic,

    topic_name,
    mention_count,
    author_count,
    judged_count,
    mention_share,
    share(mention_count, sum(mention_count) over (partition by topic)) as topic_share,
    case when is_known then judged.net_sentiment end as net_sentiment,
    case when is_known then judged.low end as low,
    case when is_known then judged.high end as high,
    case when is_known then judged.variance end as variance,
    effective_author_count,
    adequacy(judged_count, getvariable('headline_min')) as adequacy
from topic_volume
left join judged using (brand, topic)
where period = 'window'
