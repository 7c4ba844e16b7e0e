-- Figures of answering: the share of mentions that called for an answer and got one, the share that
-- got it in time, and how soon.
-- Grain: figure.
select
    case measure when 'answered' then 'answered_share.' else 'in_time_share.' end
    || brand as figure,

    case measure when 'answered' then 'answered_share' else 'in_time_share' end as metric,
    brand,
    null::varchar as segment,
    case when n >= getvariable('segment_min') then value end as value,
    case when n >= getvariable('segment_min') then low end as low,
    case when n >= getvariable('segment_min') then high end as high,
    n,
    author_count,
    previous,
    change,
    change_low,
    change_high,
    null::double as change_rate,
    verdict,
    adequacy,
    'voice_changes' as model,
    format('brand = ''{}'' and period = ''window'' and is_due', brand) as posts_where,
    'answers' as posts_from
from voice_changes
where measure in ('answered', 'in_time') and dimension = 'all' and n > 0
union all
select
    'median_hours.' || now.brand,
    'median_hours',
    now.brand,
    null,
    now.median_hours,
    now.median_low,
    now.median_high,
    now.answered_count,
    now.author_count,
    before.median_hours,
    now.median_hours - before.median_hours,
    null,
    null,
    null,
    null,
    adequacy(now.answered_count, getvariable('segment_min')),
    'response',
    format('brand = ''{}'' and period = ''window'' and answered_at is not null', now.brand),
    'answers'
from response as now
left join response as before on before.brand = now.brand and before.period = 'previous'
where now.period = 'window'
union all
select
    'hours_to_nine_in_ten.' || now.brand,
    'hours_to_nine_in_ten',
    now.brand,
    null,
    now.p90_hours,
    null,
    null,
    now.answered_count,
    now.author_count,
    before.p90_hours,
    now.p90_hours - before.p90_hours,
    null,
    null,
    null,
    null,
    adequacy(now.answered_count, getvariable('segment_min')),
    'response',
    format('brand = ''{}'' and period = ''window'' and answered_at is not null', now.brand),
    'answers'
from response as now
left join response as before on before.brand = now.brand and before.period = 'previous'
where now.period = 'window'
