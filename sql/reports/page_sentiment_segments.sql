-- Net sentiment of the focus brand by channel, platform, language and topic; thin segments are
-- withheld. Shown is the first of these dimensions that has two segments or more to compare.
-- Grain: dimension, segment.
with
    segments as (
        select
            dimension,
            coalesce(topic_name, segment) as segment,
            judged_count,
            case when adequacy != 'too few' then net_sentiment end as net_sentiment,
            case when adequacy != 'too few' then low end as low,
            case when adequacy != 'too few' then high end as high,
            case
                when previous_judged_count >= getvariable('segment_min') then previous_net_sentiment
            end as previous_net_sentiment,
            verdict,
            adequacy
        from sentiment_change
        left join taxonomy on dimension = 'topic' and topic = segment
        where
            brand = getvariable('focus_brand')
            and dimension in ('channel', 'platform', 'language', 'topic')
            and judged_count > 0
    ),

    shown as (
        select dimension
        from segments
        group by dimension
        having count(net_sentiment) >= 2
        order by list_position(['channel', 'platform', 'language', 'topic'], dimension)
        limit 1
    )

select
    dimension,
    segment,

    judged_count,
    net_sentiment,
    low,
    high,
    previous_net_sentiment,
    verdict,
    adequacy,
    coalesce(dimension = (select dimension from shown), false) as is_shown
from segments
order by dimension, judged_count desc, segment
