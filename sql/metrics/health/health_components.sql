-- What the brand health index is made of, where the configuration asks for it, each from 0 to 100:
-- net sentiment moved up, (net + 100) / 2; share of voice; advocacy moved up, (advocacy + 100) / 2;
-- share of answered questions and complaints.
-- Grain: brand, period, component.
with
    levels as (
        select brand, period, 'net_sentiment' as component, (net_sentiment + 100) / 2 as level
        from net_sentiment
        where dimension = 'all' and judged_count >= getvariable('segment_min')
        union all
        select brand, period, 'share_of_voice', 100 * share_of_voice
        from share_of_voice
        union all
        select brand, period, 'advocacy', (value + 100) / 2
        from voice_rates
        where
            measure = 'advocacy' and dimension = 'all' and unit_count >= getvariable('segment_min')
        union all
        select brand, period, 'answered_share', 100 * answered_share
        from response
        where asked_count >= getvariable('segment_min')
    )

select
    brands.brand,
    two.period,
    index_weights.component,

    weight / sum(weight) over (partition by brands.brand, two.period) as weight,
    level
from index_weights
cross join brands
cross join (values ('window'), ('previous')) as two(period)
left join levels using (brand, period, component)
