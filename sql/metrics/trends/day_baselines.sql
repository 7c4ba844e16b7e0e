-- What each day would usually bring a brand: the same weekday's median and spread in the twelve
-- weeks
-- before, over days that were heard.
-- Grain: brand, day.
with
    heard as (
        select
            brand,
            day,
            period,
            dated_count,
            status,
            case when status in ('covered', 'partial') then dated_count end as heard_count,
            dayname(day) as weekday
        from brand_daily
    ),

    medians as (
        select
            *,
            count(heard_count) over same_weekday as week_count,
            median(heard_count) over same_weekday as baseline_count,
            mad(heard_count) over same_weekday as deviation
        from heard
        window
            same_weekday as (
                partition by brand, weekday order by day rows between 12 preceding and 1 preceding
            )
    )

select
    brand,
    day,

    period,
    dated_count,
    week_count,
    baseline_count,
    -- The spread is at least that of a Poisson count, so that a calm brand does not alarm at
    -- little.
    (dated_count - baseline_count)
    / greatest(1.4826 * deviation, sqrt(baseline_count), 1) as z_score
from medians
where week_count >= 4
