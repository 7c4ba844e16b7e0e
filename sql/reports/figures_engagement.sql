-- Figures of the reactions to mentions: all of them, and per post.
-- Grain: figure.
with
    levels as (
        unpivot (
            select
                brand,
                period,
                engagement_known_count,
                engagement::double as engagement,
                engagement_per_post::double as engagement_per_post
            from brand_volume
        )
        on engagement,
        engagement_per_post
        into name metric value level
    ),

    now_and_before as (
        select
            brand,
            metric,
            max(level) filter (where period = 'window') as now,
            max(level) filter (where period = 'previous') as before,
            max(engagement_known_count) filter (where period = 'window') as known_count
        from levels
        group by all
    )

select
    metric || '.' || brand as figure,

    metric,
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
from now_and_before
where now is not null
