-- Every figure of the report, under an id that stays the same from issue to issue.
-- The posts behind a figure are the rows of `posts_from` for which `posts_where` holds.
-- Grain: figure.
with
    all_figures as (
        from figures_volume
        union all by name
        from figures_names
        union all by name
        from figures_sentiment
        union all by name
        from figures_voice
        union all by name
        from figures_response
        union all by name
        from figures_customers
        union all by name
        from figures_events
        union all by name
        from figures_quality
        union all by name
        from figures_labels
    )

select
    figure,

    all_figures.metric,
    all_figures.brand,
    segment,
    coalesce(dictionary.name, all_figures.metric)
    || coalesce(', ' || brand_name, '')
    || coalesce(', ' || segment, '') as label,
    value,
    low,
    high,
    coalesce(n, 0) as n,
    dictionary.unit,
    previous,
    change,
    change_low,
    change_high,
    change_rate,
    verdict,
    adequacy,
    model,
    dictionary.formula as definition,
    coalesce(posts_from, 'mentions') as posts_from,
    posts_where
from all_figures
left join brands using (brand)
left join dictionary using (metric)
