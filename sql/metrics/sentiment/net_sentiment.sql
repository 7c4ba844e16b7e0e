-- Net sentiment of each brand in each period, whole and by segment, with its variance by author.
-- Grain: brand, period, dimension, segment.
with
    sums as (
        select
            brand,
            period,
            dimension,
            segment,
            count(*) as author_count,
            sum(judged_count)::bigint as judged_count,
            sum(positive_count)::bigint as positive_count,
            sum(negative_count)::bigint as negative_count,
            sum(sign_sum)::double as sign_sum,
            sum(sign_sum * sign_sum)::double as square_sum,
            sum(sign_sum * judged_count)::double as product_sum,
            sum(judged_count * judged_count)::double as weight_sum
        from author_signs
        group by all
    ),

    spreads as (
        select
            *,
            effective_clusters(judged_count, weight_sum) as effective_author_count,
            -- Where all authors agree the sample shows no spread; the rule of three stands in for
            -- it.
            greatest(
                10000 * ratio_variance(
                    author_count, sign_sum, judged_count, square_sum, product_sum, weight_sum
                ),
                pow(100 * 3 / effective_clusters(judged_count, weight_sum) / 1.959964, 2)
            ) as variance
        from sums
    )

select
    brand,
    period,
    dimension,
    segment,

    author_count,
    effective_author_count,
    judged_count,
    positive_count,
    judged_count - positive_count - negative_count as neutral_count,
    negative_count,
    100 * share(sign_sum, judged_count) as net_sentiment,
    bounded(
        100 * share(sign_sum, judged_count)
        - t_quantile(effective_author_count - 1) * sqrt(variance),
        -100,
        100
    ) as low,
    bounded(
        100 * share(sign_sum, judged_count)
        + t_quantile(effective_author_count - 1) * sqrt(variance),
        -100,
        100
    ) as high,
    variance,
    estimate_adequacy(judged_count, low) as adequacy
from spreads
