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

    heard_days as (
        select
            brands.brand,
            source_days.source,
            calendar.period,
            day,
            coalesce(mention_count, 0) as mention_count
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
    ),

    source_rates as (
        select brand, source, period, count(*) as day_count, avg(mention_count) as source_per_day
        from heard_days
        group by all
    ),

    -- How far a day lies from the mean, over all sources: what happens on a day is heard in all of
    -- them, so days are independent where the counts of one day are not.
    day_parts as (
        select
            brand,
            period,
            day,
            sum((mention_count - source_per_day) / day_count order by source) as deviation
        from heard_days
        join source_rates using (brand, source, period)
        group by brand, period, day
    ),

    spreads as (
        select
            brand,
            sum(deviation * deviation order by day) * count(*) / nullif(count(*) - 1, 0) as variance
        from day_parts
        group by brand, period
    ),

    variances as (select brand, sum(variance) as variance from spreads group by all),

    rates as (
        select
            brand,
            count(distinct source) as source_count,
            min(day_count) as least_day_count,
            sum(source_per_day order by source) filter (where period = 'window') as per_day,
            sum(source_per_day order by source) filter (
                where period = 'previous'
            ) as previous_per_day
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
join variances using (brand)
