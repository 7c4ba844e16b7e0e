-- The rates and means of customer voice, of answers and of reactions, with 95% intervals by
-- cluster:
-- the author, or the conversation for a brand's own answers. A share has Wilson's interval for as
-- many posts as these are worth; a mean has that of t, and where all clusters agree the rule of
-- three, of half the scale, stands in for the spread that the sample does not show. Reactions are
-- skewed: the interval of their mean is that of its logarithm.
-- Grain: brand, period, measure, dimension, segment.
with
    clusters as (
        select *, unit_count as n, unit_sum as x, cluster_count::double as times from voice_clusters
    ),

    sums as (
        select
            brand,
            period,
            measure,
            dimension,
            segment,
            sum(times)::bigint as author_count,
            sum(times * n) as unit_count,
            -- In the order of size, so that no order of rows tells in the last digit.
            sum(times * x order by times * x) as unit_sum,
            sum(times * x * x order by times * x * x) as square_sum,
            sum(times * x * n order by times * x * n) as product_sum,
            sum(times * n * n) as weight_sum,
            scale_of(measure) as scale
        from clusters
        group by all
    ),

    spreads as (
        select
            *,
            share(unit_sum, unit_count) as value,
            effective_clusters(unit_count, weight_sum) as effective_author_count,
            greatest(
                ratio_variance(
                    author_count, unit_sum, unit_count, square_sum, product_sum, weight_sum
                ),
                coalesce(
                    pow(scale.half * 3 / effective_clusters(unit_count, weight_sum) / 1.959964, 2),
                    0
                )
            ) as variance
        from sums
    )

select
    brand,
    period,
    measure,
    dimension,
    segment,

    scale is null as is_share,
    unit_count::bigint as unit_count,
    author_count,
    effective_author_count,
    value,
    variance,
    case
        when scale is null
        then share_low(value, variance, unit_count, effective_author_count)
        when measure = 'engagement_per_post'
        then
            value
            * exp(- t_quantile(effective_author_count - 1) * sqrt(variance) / nullif(value, 0))
        else
            bounded(
                value - t_quantile(effective_author_count - 1) * sqrt(variance),
                scale.lowest,
                scale.highest
            )
    end as low,
    case
        when scale is null
        then share_high(value, variance, unit_count, effective_author_count)
        when measure = 'engagement_per_post'
        then value * exp(t_quantile(effective_author_count - 1) * sqrt(variance) / nullif(value, 0))
        else
            bounded(
                value + t_quantile(effective_author_count - 1) * sqrt(variance),
                scale.lowest,
                scale.highest
            )
    end as high
from spreads
