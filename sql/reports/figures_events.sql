-- Figures of single days: the height of each peak in the window against what is usual.
-- Grain: figure.
select
    format('spike.{}.{}', brand, peak_on) as figure,

    'spike' as metric,
    brand,
    peak_on::varchar as segment,
    mention_count::double as value,
    null::double as low,
    null::double as high,
    mention_count as n,
    baseline_count as previous,
    mention_count - baseline_count as change,
    null::double as change_low,
    null::double as change_high,
    change_rate(mention_count, baseline_count) as change_rate,
    'up' as verdict,
    'enough' as adequacy,
    'spikes' as model,
    format(
        'brand = ''{}'' and day = date ''{}'' and is_counted and not is_guessed', brand, peak_on
    ) as posts_where
from spikes
where period = 'window'
union all
select
    'covered.all',
    'covered',
    null,
    null,
    share(
        sum(covered_count) filter (where period = 'window'),
        sum(day_count) filter (where period = 'window')
    ),
    null,
    null,
    sum(day_count) filter (where period = 'window'),
    share(
        sum(covered_count) filter (where period = 'previous'),
        sum(day_count) filter (where period = 'previous')
    ),
    null,
    null,
    null,
    null,
    null,
    'enough',
    'source_periods',
    'period = ''window'''
from source_periods
