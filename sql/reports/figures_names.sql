-- Figures of how a brand's name was written: mentions that only a misspelling led to.
-- Grain: figure.
with
    misspelt as (
        select
            brand,
            coalesce(sum(mention_count) filter (where period = 'window'), 0) as now,
            coalesce(sum(mention_count) filter (where period = 'previous'), 0) as before
        from brand_variants
        where is_typo
        group by all
    )

select
    'misspelt_mentions.' || brand_volume.brand as figure,

    'misspelt_mentions' as metric,
    brand_volume.brand as brand,
    null::varchar as segment,
    coalesce(now, 0)::double as value,
    brand_volume.mention_count as n,
    coalesce(before, 0)::double as previous,
    'enough' as adequacy,
    'brand_variants' as model,
    format(
        'brand = ''{}'' and period = ''window'' and is_counted and is_typo', brand_volume.brand
    ) as posts_where
from brand_volume
left join misspelt using (brand)
where brand_volume.period = 'window'
