-- Figures of the reactions to mentions: all of them, their parts, and per post; on request also how
-- often the mentions were seen.
-- Grain: figure.
with
    part_levels as (
        select
            brand,
            part,
            max(part_count) filter (where period = 'window') as now,
            max(part_count) filter (where period = 'previous') as before,
            max(known_count) filter (where period = 'window') as known_count
        from engagement_parts
        group by all
    ),

    totals as (
        select
            brand,
            max(engagement) filter (where period = 'window')::double as now,
            max(engagement) filter (where period = 'previous')::double as before,
            max(engagement_known_count) filter (where period = 'window') as known_count
        from brand_volume
        group by brand
    )

select
    'engagement.' || brand as figure,

    'engagement' as metric,
    brand,
    now as value,
    known_count as n,
    before as previous,
    now - before as change,
    change_rate(now, before) as change_rate,
    'enough' as adequacy,
    'brand_volume' as model,
    format(
        'brand = ''{}'' and period = ''window'' and is_counted and engagement is not null', brand
    ) as posts_where
from totals
where now is not null
union all by name
select
    'engagement_per_post.' || brand as figure,
    'engagement_per_post' as metric,
    brand,
    value,
    low,
    high,
    n,
    author_count,
    previous,
    change,
    change_low,
    change_high,
    change_rate(value, previous) as change_rate,
    verdict,
    adequacy,
    'voice_changes' as model,
    format(
        'brand = ''{}'' and period = ''window'' and is_counted and engagement is not null', brand
    ) as posts_where
from voice_changes
where measure = 'engagement_per_post' and dimension = 'all' and value is not null
union all by name
select
    case
        part when 'views' then 'reach.' || brand else format('engagement.{}.{}', brand, part)
    end as figure,
    case part when 'views' then 'reach' else 'engagement' end as metric,
    brand,
    case when part != 'views' then part end as segment,
    now::double as value,
    known_count as n,
    before::double as previous,
    (now - before)::double as change,
    change_rate(now, before) as change_rate,
    'enough' as adequacy,
    'engagement_parts' as model,
    format(
        'brand = ''{}'' and period = ''window'' and is_counted and {} is not null', brand, part
    ) as posts_where
from part_levels
where now is not null and (part != 'views' or getvariable('is_reach_told'))
