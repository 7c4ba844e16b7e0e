-- Each topic of each brand now and before, with the interval of the change of its share.
-- Grain: brand, topic.
with
    now_and_before as (
        select
            brand,
            topic,
            any_value(topic_name) as topic_name,
            max(mention_count) filter (where period = 'window') as mention_count,
            max(mention_count) filter (where period = 'previous') as previous_count,
            max(all_count) filter (where period = 'window') as all_count,
            max(all_count) filter (where period = 'previous') as previous_all_count,
            max(mention_share) filter (where period = 'window') as mention_share,
            max(low) filter (where period = 'window') as low,
            max(high) filter (where period = 'window') as high,
            max(mention_share) filter (where period = 'previous') as previous_share,
            max(low) filter (where period = 'previous') as previous_low,
            max(high) filter (where period = 'previous') as previous_high,
            max(net_sentiment) filter (where period = 'window') as net_sentiment,
            max(net_sentiment) filter (where period = 'previous') as previous_net_sentiment
        from topic_volume
        group by brand, topic
    ),

    changes as (
        select
            *,
            shares_change_low(mention_share, low, previous_share, previous_high) as change_low,
            shares_change_high(mention_share, high, previous_share, previous_low) as change_high
        from now_and_before
    )

select
    brand,
    topic,

    topic_name,
    mention_count,
    previous_count,
    all_count,
    previous_all_count,
    mention_share,
    low,
    high,
    previous_share,
    mention_share - previous_share as share_change,
    change_low,
    change_high,
    verdict(change_low, change_high) as verdict,
    adequacy(all_count, getvariable('headline_min')) as adequacy,
    net_sentiment,
    previous_net_sentiment,
    net_sentiment - previous_net_sentiment as net_change
from changes
