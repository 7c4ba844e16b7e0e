-- Days that stand out: 3.5 spreads above the usual, half as much again, and ten mentions or more.
-- Neighbouring days, two apart at most, are one event.
-- Grain: brand, day.
with
    days as (
        select *
        from day_baselines
        where z_score >= 3.5 and dated_count >= 10 and dated_count >= 1.5 * baseline_count
    ),

    starts as (
        select
            *, coalesce(day - lag(day) over (partition by brand order by day) > 2, true) as is_start
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
