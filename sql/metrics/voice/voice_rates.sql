-- The rates and means of customer voice, of answers and of reactions, with 95 % intervals by
-- cluster:
-- the author, or the conversation for a brand's own answers. A share has Wilson's interval for as
-- many posts as these are worth; a mean has that of t, and where all clusters agree the rule of
-- three, of half the scale, stands in for the spread that the sample does not show. Reactions are
-- skewed: the interval of their mean is that of its logarithm.
-- Grain: brand, period, measure, dimension, segment.
with
    sums as (
        select
            brand,
            period,
            measure,
            dimension,
            segment,
            count(*) as author_count,
            sum(unit_count)::double as unit_count,
            -- In the order of size, so that no order of rows tells in the last digit.
            sum(unit_sum order by unit_sum) as unit_sum,
            sum(unit_sum * unit_sum order by abs(unit_sum)) as square_sum,
            sum(unit_sum * unit_count order by unit_sum * unit_count) as product_sum,
            sum(unit_count * unit_count)::double as weight_sum,
            scale_of(measure) as scale
        from
            (
                from answer_sums
                union all by name
                from style_sums
                union all by name
                from customer_sums
                union all by name
                from review_sums
                union all by name
                from topic_sums
                union all by name
                from engagement_sums
            )
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
