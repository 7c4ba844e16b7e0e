-- The gap in net sentiment to each competitor if both were spoken of in the same mix of sources:
-- within each source the brands' net sentiment, over the source's part of both brands' judged
-- mentions
-- (direct standardisation). Only sources where both have `segment_min` judged mentions count;
-- `covered_share` says of how many of both brands' judged mentions that is. Degrees of freedom are
-- Satterthwaite's.
-- Grain: brand.
with
    cells as (
        select
            brand,
            segment as source,
            judged_count,
            net_sentiment,
            variance,
            effective_author_count as author_count
        from net_sentiment
        where period = 'window' and dimension = 'source'
    ),

    ours as (from cells where brand = getvariable('focus_brand')),

    totals as (
        select
            brand,
            judged_count,
            net_sentiment,
            max(judged_count) filter (where brand = getvariable('focus_brand')) over () as our_count
        from net_sentiment
        where period = 'window' and dimension = 'all'
    ),

    pairs as (
        select
            theirs.brand,
            source,
            ours.judged_count + theirs.judged_count as weight_count,
            ours.net_sentiment as our_level,
            theirs.net_sentiment as their_level,
            least(ours.author_count, theirs.author_count) as author_count,
            greatest(0, ours.variance + theirs.variance - 2 * coalesce(covariance, 0)) as variance
        from cells as theirs
        join ours using (source)
        left join
            gap_covariances
            on gap_covariances.brand = theirs.brand
            and gap_covariances.dimension = 'source'
            and gap_covariances.segment = source
        where
            theirs.brand != getvariable('focus_brand')
            and least(ours.judged_count, theirs.judged_count) >= getvariable('segment_min')
            and least(ours.author_count, theirs.author_count) >= 2
    ),

    weights as (
        select *, weight_count / sum(weight_count) over (partition by brand) as weight from pairs
    ),

    sums as (
        select
            brand,
            count(*) as source_count,
            sum(weight_count) as weight_count,
            sum(weight * our_level order by source) as focus_value,
            sum(weight * their_level order by source) as competitor_value,
            strata_variance(weight, variance, source) as variance,
            strata_freedom(weight, variance, author_count, source) as freedom
        from weights
        group by brand
    )

select
    brand,

    source_count,
    weight_count / (judged_count + our_count) as covered_share,
    weight_count::bigint as n,
    focus_value,
    competitor_value,
    focus_value - competitor_value as gap,
    focus_value - competitor_value - t_quantile(freedom) * sqrt(variance) as low,
    focus_value - competitor_value + t_quantile(freedom) * sqrt(variance) as high
from sums
join totals using (brand)
