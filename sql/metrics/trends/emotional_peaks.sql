-- Days of the window on which a brand is spoken of clearly better or worse than in the twelve
-- weeks before: net sentiment of the day, its interval by author, and a test at a false
-- discovery rate of 5% among the brand's days. A day needs as many judged posts as a segment,
-- and 15 points. The chance spread is of posts, times how much more than that the days before
-- were spread (by their median).
-- Grain: brand, day.
with
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
        from day_feelings
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
    bounded(100 * (mean - margin), -100, 100) as low,
    bounded(100 * (mean + margin), -100, 100) as high,
    100 * usual_mean as usual_net_sentiment,
    z_score,
    q_value
from judged
where q_value <= 0.05 and abs(mean - usual_mean) >= 0.15
