-- The figure of the brand health index, where the configuration gives it weights.
-- Grain: figure.
select
    'health_index.' || now.brand as figure,

    'health_index' as metric,
    now.brand as brand,
    now.index_level as value,
    brand_volume.mention_count as n,
    before.index_level as previous,
    now.index_level - before.index_level as change,
    case when now.index_level is null then 'too few' else 'enough' end as adequacy,
    'health_index' as model,
    format('brand = ''{}'' and period = ''window'' and is_counted', now.brand) as posts_where
from health_index as now
left join health_index as before on before.brand = now.brand and before.period = 'previous'
left join brand_volume on brand_volume.brand = now.brand and brand_volume.period = 'window'
where now.period = 'window'
