-- Share of voice now and before if every source had weighed the same in both windows: within each
-- source the brand's part of the mentions, over the sources' weights in both windows together
-- (direct
-- standardisation). Within one window all brands share one mix; between two, a source that brought
-- more moves the shares of voice without anybody talking otherwise.
-- Sources with `segment_min` mentions in each window count; `covered_share` says of how many
-- mentions
-- of both windows that is. The variance is by day, over all sources of a day together.
-- Grain: brand.
with
    cells as (
        select period, source, day, brand, count(*) as mention_count
        from mentions
        where is_counted and period is not null
        group by all
    ),

    source_day_totals as (
        select period, source, day, sum(mention_count) as day_total from cells group by all
    ),

    source_totals as (
        select period, source, sum(day_total) as source_total from source_day_totals group by all
    ),

    weights as (
        select
            source,
            sum(source_total) as weight_count,
            sum(source_total) / sum(sum(source_total)) over () as weight
        from source_totals
        group by source
        having count(*) = 2 and min(source_total) >= getvariable('segment_min')
    ),

    parts as (
        select period, source, brand, sum(mention_count) as part_count from cells group by all
    ),

    levels as (
        select
            brands.brand,
            period,
            source,
            weight,
            source_total,
            coalesce(part_count, 0) / source_total as part_share
        from brands
        cross join source_totals
        join weights using (source)
        left join parts using (brand, period, source)
    ),

    deviations as (
        select
            brand,
            period,
            day,
            sum(
                weight * (coalesce(mention_count, 0) - part_share * day_total) / source_total
                order by source
            ) as deviation,
            sum(weight * day_total / source_total order by source) as day_weight
        from levels
        join source_day_totals using (period, source)
        left join cells using (brand, period, source, day)
        group by brand, period, day
    ),

    by_period as (
        select
            brand,
            effective_clusters(1, sum(day_weight * day_weight order by day)) as day_count,
            sum(deviation * deviation order by day) as square_sum
        from deviations
        group by brand, period
    ),

    spreads as (
        select
            brand,
            min(day_count) as effective_day_count,
            sum(square_sum * pow(day_count / nullif(day_count - 1, 0), 2)) as variance
        from by_period
        group by brand
    )

select
    brand,

    count(*) filter (where period = 'window') as source_count,
    (select sum(weight_count) from weights)
    / (select sum(source_total) from source_totals) as covered_share,
    sum(weight * part_share order by source) filter (where period = 'window') as share,
    sum(weight * part_share order by source) filter (where period = 'previous') as previous_share,
    any_value(effective_day_count) as effective_day_count,
    any_value(variance) as variance
from levels
join spreads using (brand)
group by brand
