-- Days of the window on which a brand is spoken of clearly better or worse than in the twelve weeks
-- before: net sentiment of the day, its interval by author, and a test at a false discovery rate of
-- 10 % among the brand's days. A day needs as many judged posts as a segment, and 15 points.
-- A day's chance spread is that of the posts of the twelve weeks, of which one author's are one
-- opinion, times how much more than that the days themselves were spread (by their median).
-- Grain: brand, day.
with
    authors as (
        select
            brand,
            day,
            author_key,
            count(*)::double as judged_count,
            sum(sentiment_sign)::double as sign_sum,
            sum(abs(sentiment_sign))::double as polar_count
        from mentions
        where is_counted and not is_guessed and sentiment_sign is not null
        group by all
    ),

    days as (
        select
            brand,
            day,
            count(*) as author_count,
            sum(judged_count) as judged_count,
            sum(sign_sum) as sign_sum,
            sum(polar_count) as polar_count,
            sum(judged_count * judged_count) as weight_sum,
            sum(sign_sum * sign_sum) as square_sum,
            sum(sign_sum * judged_count) as product_sum
        from authors
        group by all
    ),

    usual as (
        select
            *,
            sign_sum / judged_count as mean,
            sum(sign_sum) over weeks / sum(judged_count) over weeks as usual_mean,
            sum(polar_count) over weeks / sum(judged_count) over weeks as polar_share,
            sum(judged_count) over weeks as usual_count
        from days
        window
            weeks as (
                partition by brand
                order by day range between interval 84 days preceding and interval 1 day preceding
            )
    ),

    distances as (
        select
            *,
            (mean - usual_mean) / nullif(
                sqrt((polar_share - usual_mean * usual_mean) * weight_sum / pow(judged_count, 2)), 0
            ) as distance
        from usual
    ),

    scores as (
        select
            * exclude (day),
            day,
            distance / greatest(
                1,
                1.4826 * median(abs(distance)) over (
                    partition by brand
                    order by
                        day range between interval 84 days preceding and interval 1 day preceding
                )
            ) as z_score,
            t_quantile(effective_clusters(judged_count, weight_sum) - 1) * sqrt(
                ratio_variance(
                    author_count, sign_sum, judged_count, square_sum, product_sum, weight_sum
                )
            ) as margin
        from distances
    ),

    tests as (
        select scores.*, 2 * normal_tail(abs(z_score)) as p_value
        from scores
        join calendar using (day)
        where
            calendar.period = 'window'
            and judged_count >= getvariable('segment_min')
            and usual_count >= getvariable('headline_min')
    ),

    costs as (select *, discovery_cost(p_value, brand) as cost from tests),

    judged as (select *, discovery_rate(cost, p_value, brand) as q_value from costs)

select
    brand,
    day,

    case when z_score > 0 then 'better' else 'worse' end as direction,
    author_count,
    judged_count::bigint as judged_count,
    100 * mean as net_sentiment,
    greatest(-100, 100 * (mean - margin)) as low,
    least(100, 100 * (mean + margin)) as high,
    100 * usual_mean as usual_net_sentiment,
    z_score,
    q_value
from judged
where q_value <= 0.1 and abs(mean - usual_mean) >= 0.15
