-- Figures of names: mentions that only a misspelling led to, and posts that name another brand too.
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
union all by name
select
    'co_mentions.' || other_brand as figure,
    'co_mentions' as metric,
    other_brand as brand,
    post_count as value,
    post_count as n,
    author_count,
    'enough' as adequacy,
    'co_mentions' as model,
    'posts' as posts_from,
    format(
        'period = ''window'' and not (is_copy or is_spam or is_owned) and list_has_all([found.brand for found in brands], [''{}'', ''{}''])',
        brand,
        other_brand
    ) as posts_where
from co_mentions
where brand = getvariable('focus_brand')
