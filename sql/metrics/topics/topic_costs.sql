-- How much of a brand's net sentiment each topic costs: net sentiment without the mentions that
-- are about the topic, minus that with them. A topic's cost is exact, but those of all topics do
-- not add up: a mention may have several. The interval is of a difference of two ratios over the
-- same authors (Taylor linearisation). With totals X and N of all mentions, x and n of the topic
-- and M = N − n, what author i adds is
-- X_i·(1/M − 1/N) + N_i·(X/N² − (X − x)/M²) − x_i/M + n_i·(X − x)/M².
-- Grain: brand, topic, period.
with
    wholes as (
        select
            brand,
            period,
            sum(sign_sum)::double as whole_x,
            sum(judged_count)::double as whole_n,
            sum(sign_sum * sign_sum)::double as whole_xx,
            sum(sign_sum * judged_count)::double as whole_xn,
            sum(judged_count * judged_count)::double as whole_nn
        from author_signs
        where dimension = 'all'
        group by brand, period
    ),

    topics_of_brand as (
        select
            brand,
            topic,
            period,
            sum(sign_sum) as x,
            sum(judged_count)::double as n,
            sum(sign_sum * sign_sum) as xx,
            sum(sign_sum * judged_count) as xn,
            sum(judged_count * judged_count)::double as nn,
            sum(sign_sum * whole_sign_sum) as x_whole_x,
            sum(sign_sum * whole_judged_count) as x_whole_n,
            sum(judged_count * whole_sign_sum) as n_whole_x,
            sum(judged_count * whole_judged_count)::double as n_whole_n
        from topic_authors
        group by brand, topic, period
        having n > 0
    ),

    weights as (
        select
            *,
            -- What one author's X, N, x and n add to the difference.
            1 / nullif(whole_n - n, 0) - 1 / whole_n as of_whole_x,
            whole_x / pow(whole_n, 2)
            - (whole_x - x) / nullif(pow(whole_n - n, 2), 0) as of_whole_n,
            -1 / nullif(whole_n - n, 0) as of_x,
            (whole_x - x) / nullif(pow(whole_n - n, 2), 0) as of_n,
            effective_clusters(whole_n, whole_nn) as effective_author_count
        from topics_of_brand
        join wholes using (brand, period)
    ),

    spreads as (
        select
            *,
            100 * ((whole_x - x) / nullif(whole_n - n, 0) - whole_x / whole_n) as cost,
            10000
            * pow(effective_author_count / nullif(effective_author_count - 1, 0), 2)
            * greatest(
                0,
                pow(of_whole_x, 2) * whole_xx
                + pow(of_whole_n, 2) * whole_nn
                + 2 * of_whole_x * of_whole_n * whole_xn
                + pow(of_x, 2) * xx
                + pow(of_n, 2) * nn
                + 2 * of_x * of_n * xn
                + 2 * of_whole_x * (of_x * x_whole_x + of_n * n_whole_x)
                + 2 * of_whole_n * (of_x * x_whole_n + of_n * n_whole_n)
            ) as variance
        from weights
    )

select
    brand,
    topic,
    period,

    n::bigint as judged_count,
    cost as cost_points,
    cost - t_quantile(effective_author_count - 1) * sqrt(variance) as low,
    cost + t_quantile(effective_author_count - 1) * sqrt(variance) as high
from spreads
