-- Topics of the focus brand, the one most spoken of first; those that nobody spoke of are left out.
-- Grain: topic.
select
    topic,

    topic_name,
    mention_count,
    previous_count,
    mention_share as share,
    low,
    high,
    previous_share,
    share_change,
    growth_rate,
    growth_low,
    growth_high,
    q_value,
    verdict,
    adequacy,
    net_sentiment,
    previous_net_sentiment
from topic_change
where
    brand = getvariable('focus_brand')
    and coalesce(mention_count, 0) + coalesce(previous_count, 0) > 0
order by mention_count desc, previous_count desc, topic
