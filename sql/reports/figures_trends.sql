-- Figures of trends: how many terms came, went and grow, from when brands are spoken of more or
-- less, days of unusual feeling, and what to expect of the days after the window.
-- Grain: figure.
with
    counts as (
        select
            'trending_terms' as metric,
            getvariable('focus_brand') as brand,
            count(*) as value,
            'trending_terms' as model
        from trending_terms
        union all
        select 'growing_terms', getvariable('focus_brand'), count(*), 'growing_terms'
        from growing_terms
        union all
        select 'level_shifts', brands.brand, count(level_shifts.brand), 'level_shifts'
        from brands
        left join level_shifts on level_shifts.brand = brands.brand and cause = 'brand'
        group by brands.brand
        union all
        select 'emotional_peaks', brands.brand, count(emotional_peaks.brand), 'emotional_peaks'
        from brands
        left join emotional_peaks on emotional_peaks.brand = brands.brand
        group by brands.brand
    )

select
    metric || '.' || counts.brand as figure,

    metric,
    counts.brand,
    null::varchar as segment,
    value::double as value,
    null::double as low,
    null::double as high,
    mention_count as n,
    null::double as previous,
    null::double as change,
    null::double as change_low,
    null::double as change_high,
    null::double as change_rate,
    'not comparable' as verdict,
    'enough' as adequacy,
    model,
    null::varchar as posts_where
from counts
join brand_volume on brand_volume.brand = counts.brand and brand_volume.period = 'window'
union all
select
    'forecast_' || metric || '.' || brand,
    'forecast_' || metric,
    brand,
    null,
    value,
    low,
    high,
    test_count,
    naive,
    value - naive,
    null,
    null,
    null,
    'not comparable',
    case when is_given then 'enough' else 'too few' end,
    'forecasts',
    null
from forecasts
