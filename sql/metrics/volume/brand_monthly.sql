-- The thirteen months that lead up to the window: mentions and net sentiment of each brand.
-- Grain: brand, month.
with
    months as (
        select
            month,
            count(*) as day_count,
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
            t_quantile(count(*) - 1)
            * 100
            * sqrt(
                ratio_variance(
                    count(*),
                    sum(sign_sum)::double,
                    sum(judged_count)::double,
                    sum(sign_sum * sign_sum)::double,
                    sum(sign_sum * judged_count)::double,
                    sum(judged_count * judged_count)::double
                )
            ) as margin
        from authors
        group by all
    )

select
    brand,
    month,

    heard_count,
    day_count,
    coalesce(mention_count, 0) as mention_count,
    coalesce(judged_count, 0) as judged_count,
    case when judged_count >= getvariable('segment_min') then net_sentiment end as net_sentiment,
    case when judged_count >= getvariable('segment_min') then net_sentiment - margin end as low,
    case when judged_count >= getvariable('segment_min') then net_sentiment + margin end as high,
    heard_count < day_count as is_part
from brands
cross join months
left join sums using (brand, month)
