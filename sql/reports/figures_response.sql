-- Figures of answering: the share of mentions that called for an answer and got one, and how soon.
-- Grain: figure.
with
    now_and_before as (
        select
            now.*,
            before.answered_share as before_share,
            before.median_hours as before_hours,
            1.96 * sqrt(
                now.answered_share * (1 - now.answered_share) / now.asked_count
                + before.answered_share * (1 - before.answered_share) / before.asked_count
            ) as margin
        from response as now
        left join response as before on before.brand = now.brand and before.period = 'previous'
        where now.period = 'window'
    )

select
    'answered_share.' || brand as figure,

    'answered_share' as metric,
    brand,
    null::varchar as segment,
    answered_share as value,
    low,
    high,
    asked_count as n,
    before_share as previous,
    answered_share - before_share as change,
    answered_share - before_share - margin as change_low,
    answered_share - before_share + margin as change_high,
    null::double as change_rate,
    verdict(
        answered_share - before_share - margin, answered_share - before_share + margin
    ) as verdict,
    adequacy(asked_count, getvariable('segment_min')) as adequacy,
    'response' as model,
    format('brand = ''{}'' and period = ''window''', brand) as posts_where,
    'answers' as posts_from
from now_and_before
union all
select
    'median_hours.' || brand,
    'median_hours',
    brand,
    null,
    median_hours,
    null,
    null,
    answered_count,
    before_hours,
    median_hours - before_hours,
    null,
    null,
    null,
    null,
    adequacy(answered_count, getvariable('segment_min')),
    'response',
    format('brand = ''{}'' and period = ''window''', brand),
    'answers'
from now_and_before
