-- The rates and means of customer voice, of answers and of reactions, now and before, with the
-- interval of the change: Newcombe's for shares and for the skewed mean of reactions, that of t for
-- other means. What rests on few posts in one of the two periods has no interval, and its verdict
-- is
-- `too few`.
-- Grain: brand, measure, dimension, segment.
with
    now_and_before as (
        select
            brand,
            measure,
            dimension,
            segment,
            bool_or(is_share) as is_share,
            max(unit_count) filter (where period = 'window') as n,
            max(unit_count) filter (where period = 'previous') as previous_n,
            max(author_count) filter (where period = 'window') as author_count,
            max(value) filter (where period = 'window') as now,
            max(low) filter (where period = 'window') as low,
            max(high) filter (where period = 'window') as high,
            max(value) filter (where period = 'previous') as previous,
            max(low) filter (where period = 'previous') as previous_low,
            max(high) filter (where period = 'previous') as previous_high,
            t_quantile(min(effective_author_count) - 1) * sqrt(sum(variance)) as margin
        from voice_rates
        group by brand, measure, dimension, segment
    ),

    changes as (
        select
            *,
            now - previous as change,
            case
                when least(n, previous_n) < getvariable('segment_min')
                then null
                when is_share or measure = 'engagement_per_post'
                then shares_change_low(now, low, previous, previous_high)
                else now - previous - margin
            end as change_low,
            case
                when least(n, previous_n) < getvariable('segment_min')
                then null
                when is_share or measure = 'engagement_per_post'
                then shares_change_high(now, high, previous, previous_low)
                else now - previous + margin
            end as change_high
        from now_and_before
    )

select
    brand,
    measure,
    dimension,
    segment,

    coalesce(n, 0) as n,
    coalesce(previous_n, 0) as previous_n,
    coalesce(author_count, 0) as author_count,
    now as value,
    low,
    high,
    previous,
    change,
    change_low,
    change_high,
    verdict(change_low, change_high) as verdict,
    estimate_adequacy(coalesce(n, 0), low) as adequacy
from changes
