-- How good the sentiment is by people's labels: its accuracy, and the recall of each class, each
-- post weighted by the chance that it had of being drawn.
-- Grain: brand, language, measure.
with
    totals as (
        select
            brand,
            language,
            measure,
            count(*) as labelled_count,
            sum(weight * whole) as weight_sum,
            share(sum(weight * part), sum(weight * whole)) as rate,
            -- Posts of equal weight that say as much (Kish 1965).
            pow(sum(weight * whole), 2) / sum(pow(weight * whole, 2)) as equal_count
        from audit_hits
        where whole > 0
        group by all
    ),

    residuals as (
        select audit_hits.*, rate, weight * (part - rate * whole) / weight_sum as residual
        from audit_hits
        join totals using (brand, language, measure)
    ),

    spreads as (
        select
            brand,
            language,
            measure,
            stratum_variance(
                any_value(stratum_labelled),
                any_value(left_out_share),
                sum(residual),
                sum(pow(residual, 2))
            ) as variance
        from residuals
        group by brand, language, measure, stratum
    ),

    variances as (
        select brand, language, measure, sum(variance) as variance from spreads group by all
    ),

    known as (
        select
            totals.*,
            -- An interval as of so many posts of a simple random sample (Franco et al. 2019), never
            -- narrower than of as many as were labelled: a rare error may not have been drawn yet.
            case
                when variance > 0
                then least(labelled_count, rate * (1 - rate) / variance)
                else equal_count
            end as effective_count
        from totals
        join variances using (brand, language, measure)
    )

select
    brand,
    language,
    measure,

    labelled_count,
    rate,
    wilson_low(rate * effective_count, effective_count) as low,
    wilson_high(rate * effective_count, effective_count) as high
from known
