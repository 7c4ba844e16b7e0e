-- How the brand's own answers sound, by conversation: their tone, and how many say sorry, say
-- thanks or keep to the length that they should have.
-- Grain: brand, period, measure, dimension, segment, cluster.
with
    measured as (
        select
            brand,
            period,
            thread,
            unnest(
                [
                    {'measure':'tone', 'unit':100.0 * sentiment_sign},
                    {'measure':'apology', 'unit':is_apology::double},
                    {'measure':'thanks', 'unit':is_thanks::double},
                    {
                        'measure':'short',
                        'unit':
                        (character_count <= getvariable('answer_characters'))::double
                    },
                    {'measure':'characters', 'unit':character_count::double}
                ],
                recursive := true
            )
        from own_answers
        where period is not null
    )

select
    brand,
    period,
    measure,
    'all' as dimension,
    'all' as segment,
    thread as cluster,

    count(*) as unit_count,
    sum(unit order by unit) as unit_sum
from measured
where unit is not null
group by all
