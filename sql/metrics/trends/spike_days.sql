-- Days that stand out: 4.5 spreads above the usual, half as much again, and ten mentions or
-- more. After such a day there is a cooldown of two days: one that follows within three is the
-- same event.
-- Grain: brand, day.
with
    days as (
        select *
        from day_baselines
        where z_score >= 4.5 and dated_count >= 10 and dated_count >= 1.5 * baseline_count
    ),

    starts as (
        select
            *, coalesce(day - lag(day) over (partition by brand order by day) > 3, true) as is_start
        from days
    )

select
    brand,
    day,

    sum(is_start::int) over (partition by brand order by day) as event,
    period,
    dated_count,
    baseline_count,
    z_score
from starts
