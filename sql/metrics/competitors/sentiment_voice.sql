-- Each brand's part of all positive and of all negative mentions of the report's brands, with its
-- variance by day, as for share of voice: who is behind the good and the bad that is said.
-- Grain: brand, period, sentiment.
with
    by_day as (
        select brand, period, sentiment, day, count(*) as post_count
        from mentions
        where is_counted and period is not null and sentiment in ('positive', 'negative')
        group by all
    ),

    day_totals as (
        select period, sentiment, day, sum(post_count)::double as total_count
        from by_day
        group by all
    ),

    totals as (
        select
            period,
            sentiment,
            count(*) as day_count,
            sum(total_count) as total_count,
            sum(total_count * total_count) as square_sum
        from day_totals
        group by all
    ),

    parts as (
        select
            brand,
            period,
            sentiment,
            sum(post_count)::double as post_count,
            sum(post_count * post_count)::double as square_sum,
            sum(post_count * total_count) as product_sum
        from by_day
        join day_totals using (period, sentiment, day)
        group by all
    )

select
    brands.brand,
    period,
    sentiment,

    coalesce(post_count, 0)::bigint as post_count,
    total_count::bigint as total_count,
    share(coalesce(post_count, 0), total_count) as share,
    effective_clusters(total_count, totals.square_sum) as effective_day_count,
    ratio_variance(
        day_count,
        coalesce(post_count, 0),
        total_count,
        coalesce(parts.square_sum, 0),
        coalesce(product_sum, 0),
        totals.square_sum
    ) as variance
from brands
cross join totals
left join parts using (brand, period, sentiment)
