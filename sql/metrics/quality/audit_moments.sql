-- Means of what people and the engine say of the labelled mentions, weighted by their chance of
-- being
-- drawn, and how far the engine is to be trusted.
-- Grain: brand, measure.
with
    moments as (
        select
            brand,
            measure,
            count(*) as labelled_count,
            count(distinct stratum) as stratum_count,
            sum(weight) as weight_sum,
            sum(weight * said) / sum(weight) as said_mean,
            sum(weight * answered) / sum(weight) as answered_mean,
            sum(weight * said * answered) / sum(weight) as product_mean,
            sum(weight * answered * answered) / sum(weight) as square_mean
        from audit_claims
        group by all
        having labelled_count >= getvariable('segment_min')
    ),

    trusts as (
        select
            brand,
            -- One for the three shares, so that they still add up: the trust that makes the sum of
            -- their variances least.
            sum(product_mean - said_mean * answered_mean)
            / nullif(sum(square_mean - answered_mean * answered_mean), 0) as trust
        from moments
        where measure != 'net_sentiment'
        group by brand
    )

select
    brand,
    measure,

    labelled_count,
    stratum_count,
    weight_sum,
    said_mean,
    answered_mean,
    least(1, greatest(0, coalesce(trust, 0))) as trust
from moments
join trusts using (brand)
