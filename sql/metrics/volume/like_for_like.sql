-- Mentions a day of each brand in both periods, over days and sources that were heard in both.
-- A source counts with its mean over its own covered days, so a missing day neither adds nor takes.
-- Grain: brand.
with
    shared_sources as (
        select source
        from source_periods
        where covered_count > 0
        group by source
        having count(*) = 2
    ),

    source_counts as (
        select brand, source, day, count(*) as mention_count
        from mentions
        where is_counted and period is not null
        group by all
    ),

    source_rates as (
        select
            brands.brand,
            source_days.source,
            calendar.period,
            count(*) as day_count,
            avg(coalesce(mention_count, 0)) as per_day,
            var_samp(coalesce(mention_count, 0)) / count(*) as variance
        from brands
        cross join source_days
        join calendar using (day)
        semi join shared_sources on shared_sources.source = source_days.source
        left join
            source_counts
            on source_counts.brand = brands.brand
            and source_counts.source = source_days.source
            and source_counts.day = source_days.day
        where calendar.period is not null and source_days.status = 'covered'
        group by all
    ),

    rates as (
        select
            brand,
            count(distinct source) as source_count,
            min(day_count) as least_day_count,
            sum(per_day) filter (where period = 'window') as per_day,
            sum(per_day) filter (where period = 'previous') as previous_per_day,
            sum(variance) as variance
        from source_rates
        group by all
    )

select
    brand,

    source_count,
    per_day,
    previous_per_day,
    per_day - previous_per_day as per_day_change,
    change_rate(per_day, previous_per_day) as per_day_change_rate,
    -- Welch's interval over days: how far the difference could be the chance of single days.
    per_day - previous_per_day - t_quantile(least_day_count - 1) * sqrt(variance) as change_low,
    per_day - previous_per_day + t_quantile(least_day_count - 1) * sqrt(variance) as change_high
from rates
