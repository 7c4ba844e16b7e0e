-- Figures of answering: the share of mentions that called for an answer and got one, the share that
-- got it in time, and how soon.
-- Grain: figure.
with
    delays as (
        select brand, period, answered_count, author_count, told.*
        from response
        cross join
            lateral(
                values
                    ('median_hours', median_hours, median_low, median_high),
                    ('hours_to_nine_in_ten', p90_hours, null, null)
            ) as told(metric, value, low, high)
    )

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
    metric || '.' || brand,
    metric,
    brand,
    null,
    now.value,
    now.low,
    now.high,
    now.answered_count,
    now.author_count,
    before.value,
    now.value - before.value,
    null,
    null,
    null,
    null,
    adequacy(now.answered_count, getvariable('segment_min')),
    'response',
    format('brand = ''{}'' and period = ''window'' and answered_at is not null', brand),
    'answers'
from (from delays where period = 'window') as now
left join (from delays where period = 'previous') as before using (brand, metric)
