-- Share of voice: a brand's part of all mentions of the report's brands, same sources, same window,
-- with its variance by day: an event moves many posts at once, so days are independent, not posts.
-- Grain: brand, period.
with
    totals as (
        select day, sum(mention_count) as total_count
        from brand_daily
        where period is not null
        group by day
    ),

    spreads as (
        select
            brand,
            period,
            count(*) as day_count,
            ratio_variance(
                count(*),
                sum(mention_count)::double,
                sum(total_count)::double,
                sum(mention_count * mention_count)::double,
                sum(mention_count * total_count)::double,
                sum(total_count * total_count)::double
            ) as variance
        from brand_daily
        join totals using (day)
        where period is not null and total_count > 0
        group by brand, period
    )

select
    brand,
    period,

    mention_count,
    author_count,
    day_count,
    share(mention_count, sum(mention_count) over (partition by period)) as share_of_voice,
    share(author_count, sum(author_count) over (partition by period)) as author_share,
    variance
from brand_volume
left join spreads using (brand, period)
