-- Share of voice: a brand's part of all mentions of the report's brands, same sources, same window,
-- and its part of their authors, each with its variance by day: an event moves many posts and many
-- authors at once, so days are independent, not posts. An author who names two brands is one for
-- each.
-- Grain: brand, period.
with
    totals as (
        select day, sum(mention_count) as total_count, sum(author_count) as author_total
        from brand_daily
        where period is not null
        group by day
    ),

    spreads as (
        select
            brand,
            period,
            count(*) as day_count,
            clusters_worth(total_count) as effective_day_count,
            clusters_variance(mention_count, total_count) as variance,
            clusters_variance(author_count, author_total) as author_variance
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
    sum(mention_count) over (partition by period)::bigint as total_count,
    sum(author_count) over (partition by period)::bigint as author_total,
    day_count,
    effective_day_count,
    share(mention_count, sum(mention_count) over (partition by period)) as share_of_voice,
    share(author_count, sum(author_count) over (partition by period)) as author_share,
    variance,
    author_variance
from brand_volume
left join spreads using (brand, period)
