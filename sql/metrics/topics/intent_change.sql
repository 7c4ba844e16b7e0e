-- Each intent of each brand now and before: how its share changed, with the interval by author,
-- and whether that is more than chance where so many intents are looked at: a score test of the
-- two shares, for as many posts as they are worth, at a false discovery rate of 10% among the
-- brand's intents.
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
            max(all_count) filter (where period = 'previous') as previous_all_count,
            max(mention_share) filter (where period = 'window') as mention_share,
            max(low) filter (where period = 'window') as low,
            max(high) filter (where period = 'window') as high,
            max(mention_share) filter (where period = 'previous') as previous_share,
            max(low) filter (where period = 'previous') as previous_low,
            max(high) filter (where period = 'previous') as previous_high,
            max(worth_count) filter (where period = 'window') as worth,
            max(worth_count) filter (where period = 'previous') as previous_worth
        from intent_volume
        group by brand, intent
    ),

    changes as (
        select
            *,
            shares_change_low(mention_share, low, previous_share, previous_high) as change_low,
            shares_change_high(mention_share, high, previous_share, previous_low) as change_high,
            share_difference_z(
                mention_share * worth, worth, previous_share * previous_worth, previous_worth
            ) as difference_z
        from now_and_before
    ),

    tests as (
        select
            *,
            -- Of fewer than ten mentions no test could tell.
            case
                when mention_count + previous_count >= 10 then 2 * normal_tail(abs(difference_z))
            end as p_value
        from changes
    ),

    costs as (select *, discovery_cost(p_value, brand) as cost from tests),

    judged as (select *, discovery_rate(cost, p_value, brand) as q_value from costs)

select
    brand,
    intent,

    position,
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
    -- How much larger the share is than it was: free of how much was said in all.
    change_rate(mention_share, previous_share) as growth_rate,
    growth_low(mention_share, worth, previous_share, previous_worth) as growth_low,
    growth_high(mention_share, worth, previous_share, previous_worth) as growth_high,
    q_value,
    case
        when mention_count + previous_count < 10
        then 'too few'
        else verdict_of_many(change_low, change_high, q_value)
    end as verdict,
    estimate_adequacy(all_count, low) as adequacy
from judged
