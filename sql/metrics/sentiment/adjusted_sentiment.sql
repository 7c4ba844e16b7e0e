-- Each brand's net sentiment now and before if every source had weighed the same in both: within
-- each source, over its part of the judged mentions of both periods (direct standardisation), so
-- that a source that was added, or brought more, does not pose as a change of mind. Sources with
-- `segment_min` judged mentions in each period count; `covered_share` says of how many mentions of
-- both that is. Degrees of freedom are Satterthwaite's.
-- Grain: brand.
with
    pairs as (
        select
            brand,
            segment as source,
            now.judged_count + before.judged_count as weight_count,
            now.net_sentiment as now_level,
            before.net_sentiment as before_level,
            now.variance + before.variance as variance,
            least(now.effective_author_count, before.effective_author_count) as author_count
        from net_sentiment as now
        join net_sentiment as before using (brand, dimension, segment)
        where
            dimension = 'source'
            and now.period = 'window'
            and before.period = 'previous'
            and least(now.judged_count, before.judged_count) >= getvariable('segment_min')
            and least(now.effective_author_count, before.effective_author_count) >= 2
    ),

    weights as (
        select *, weight_count / sum(weight_count) over (partition by brand) as weight from pairs
    ),

    totals as (
        select brand, sum(judged_count) as judged_count
        from net_sentiment
        where dimension = 'all'
        group by brand
    ),

    sums as (
        select
            brand,
            count(*) as source_count,
            sum(weight_count)::bigint as n,
            sum(weight * now_level order by source) as net_sentiment,
            sum(weight * before_level order by source) as previous_net_sentiment,
            strata_variance(weight, variance, source) as variance,
            strata_freedom(weight, variance, author_count, source) as freedom
        from weights
        group by brand
    )

select
    brand,

    source_count,
    n / judged_count as covered_share,
    n,
    net_sentiment,
    previous_net_sentiment,
    net_sentiment - previous_net_sentiment as net_change,
    net_sentiment - previous_net_sentiment - t_quantile(freedom) * sqrt(variance) as change_low,
    net_sentiment - previous_net_sentiment + t_quantile(freedom) * sqrt(variance) as change_high
from sums
join totals using (brand)
