-- The weeks up to the window: mentions of each brand, and net sentiment with its interval. A week
-- begins on the day that the workspace says. It is part if no source was heard on some of its days,
-- or if it reaches beyond the history or the window; of a week that nobody heard there is no count.
-- Grain: brand, week.
with
    weeks as (
        select
            week,
            min(day) as first_on,
            max(day) as last_on,
            count(*) filter (where status in ('covered', 'partial')) as heard_count
        from calendar
        join day_status using (day)
        group by all
    ),

    authors as (
        select
            brand,
            week,
            author_key,
            count(*) as mention_count,
            count(sentiment_sign) as judged_count,
            coalesce(sum(sentiment_sign), 0) as sign_sum
        from mentions
        join calendar using (day)
        where is_counted
        group by all
    ),

    sums as (
        select
            brand,
            week,
            count(*) as author_count,
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
    week,

    first_on,
    last_on,
    heard_count,
    case
        when heard_count > 0 or mention_count > 0 then coalesce(mention_count, 0)
    end as mention_count,
    case
        when heard_count > 0 or mention_count > 0 then coalesce(author_count, 0)
    end as author_count,
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
    heard_count < 7 as is_part,
    heard_count = 0 as is_missing
from brands
cross join weeks
left join intervals using (brand, week)
