-- Each intent of each brand now and before, with the interval of the change of its share.
-- Grain: brand, intent.
with
    now_and_before as (
        select
            brand,
            intent,
            any_value(position) as position,
            max(mention_count) filter (where period = 'window') as mention_count,
            max(mention_count) filter (where period = 'previous') as previous_count,
            max(all_count) filter (where period = 'window') as all_count,
            max(mention_share) filter (where period = 'window') as mention_share,
            max(low) filter (where period = 'window') as low,
            max(high) filter (where period = 'window') as high,
            max(mention_share) filter (where period = 'previous') as previous_share,
            max(low) filter (where period = 'previous') as previous_low,
            max(high) filter (where period = 'previous') as previous_high
        from intent_volume
        group by brand, intent
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
    intent,

    position,
    mention_count,
    previous_count,
    all_count,
    mention_share,
    low,
    high,
    previous_share,
    mention_share - previous_share as share_change,
    change_low,
    change_high,
    verdict(change_low, change_high) as verdict,
    adequacy(all_count, getvariable('headline_min')) as adequacy
from changes
