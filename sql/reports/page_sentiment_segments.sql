-- Net sentiment of the focus brand by channel, platform and language; thin segments are withheld.
-- Grain: dimension, segment.
select
    dimension,
    segment,

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
where
    brand = getvariable('focus_brand')
    and dimension in ('channel', 'platform', 'language')
    and judged_count > 0
order by dimension, judged_count desc, segment
