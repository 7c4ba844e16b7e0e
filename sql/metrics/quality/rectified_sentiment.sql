-- The engine's sentiment shares and net sentiment of the window, moved by how far people's labels
-- are
-- from it: prediction-powered inference with power tuning (PPI++; Angelopoulos, Duchi and Zrnic
-- 2023)
-- on a stratified sample. docs/statistics.md says why.
-- Grain: brand, measure.
with
    engine_says as (
        unpivot (
            select
                brand,
                negative_share as negative,
                neutral_share as neutral,
                positive_share as positive,
                100 * (positive_share - negative_share) as net_sentiment
            from sentiment_shares
            where period = 'window'
        )
        on negative,
        neutral,
        positive,
        net_sentiment
        into name measure value engine_value
    ),

    residuals as (
        select
            brand,
            measure,
            stratum,
            stratum_labelled,
            left_out_share,
            weight
            / weight_sum
            * (said - said_mean - trust * (answered - answered_mean)) as residual
        from audit_claims
        join audit_moments using (brand, measure)
    ),

    spreads as (
        select
            brand,
            measure,
            stratum_variance(
                any_value(stratum_labelled),
                any_value(left_out_share),
                sum(residual),
                sum(residual * residual)
            ) as variance
        from residuals
        group by brand, measure, stratum
    ),

    variances as (select brand, measure, sum(variance) as variance from spreads group by all)

select
    brand,
    measure,

    labelled_count,
    stratum_count,
    trust,
    engine_value,
    said_mean + trust * (engine_value - answered_mean) as corrected_value,
    variance
from audit_moments
join engine_says using (brand, measure)
join variances using (brand, measure)
