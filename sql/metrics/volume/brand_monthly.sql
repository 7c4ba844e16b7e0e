-- The months up to the window: mentions of each brand, and net sentiment with its interval. A month
-- is part if no source was heard on some day, or if the window ends before it does.
-- Grain: brand, month.
with
    months as (
        select
            month,
            date_diff('day', month, (month + interval 1 month)::date) as day_count,
            count(*) filter (where status in ('covered', 'partial')) as heard_count
        from calendar
        join day_status using (day)
        group by all
    ),

    authors as (
        select
            brand,
            date_trunc('month', day)::date as month,
            author_key,
            count(*) as mention_count,
            count(sentiment_sign) as judged_count,
            coalesce(sum(sentiment_sign), 0) as sign_sum
        from mentions
        where is_counted
        group by all
    ),

    sums as (
        select
            brand,
            month,
            sum(mention_count)::bigint as mention_count,
            sum(judged_count)::bigint as judged_count,
            100 * share(sum(sign_sum), sum(judged_count)) as net_sentiment,
            clusters_worth(judged_count) as effective_author_count,
            10000 * clusters_variance(sign_sum, judged_count) as variance
        from authors
        group by all
    ),

    intervals as (
        select
            *,
            t_quantile(effective_author_count - 1) * sqrt(
                greatest(variance, pow(100 * 3 / effective_author_count / 1.959964, 2))
            ) as margin
        from sums
    )

select
    brand,
    month,

    heard_count,
    day_count,
    coalesce(mention_count, 0) as mention_count,
    coalesce(judged_count, 0) as judged_count,
    case when judged_count >= getvariable('segment_min') then net_sentiment end as net_sentiment,
    case
        when judged_count >= getvariable('segment_min')
        then bounded(net_sentiment - margin, -100, 100)
    end as low,
    case
        when judged_count >= getvariable('segment_min')
        then bounded(net_sentiment + margin, -100, 100)
    end as high,
    heard_count < day_count as is_part
from brands
cross join months
left join intervals using (brand, month)
