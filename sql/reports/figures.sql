-- Every figure of the report, under an id that stays the same from issue to issue.
-- The posts behind a figure are the rows of `posts_from` for which `posts_where` holds.
-- Grain: figure.
with
    all_figures as (
        from figures_volume
        union all by name
        from figures_duplicates
        union all by name
        from figures_engagement
        union all by name
        from figures_health
        union all by name
        from figures_names
        union all by name
        from figures_sentiment
        union all by name
        from figures_voice
        union all by name
        from figures_gaps
        union all by name
        from figures_market
        union all by name
        from figures_response
        union all by name
        from figures_customers
        union all by name
        from figures_events
        union all by name
        from figures_trends
        union all by name
        from figures_quality
        union all by name
        from figures_labels
    ),

    lacking as (
        select
            *,
            case
                when adequacy != 'enough'
                then greatest(1, getvariable('headline_min') - coalesce(n, 0))::bigint
            end as more_posts
        from all_figures
    ),

    -- How much of the window was heard, and on how many days anything was.
    heard as (
        select share(sum(covered_count), sum(day_count)) as coverage
        from source_periods
        where period = 'window'
    ),

    heard_days as (
        select count(*) as day_count
        from day_status
        join calendar using (day)
        where calendar.period = 'window' and status in ('covered', 'partial')
    )

select
    figure,

    lacking.metric,
    lacking.brand,
    segment,
    coalesce(dictionary.name, lacking.metric)
    || coalesce(', ' || brand_name, '')
    || coalesce(', ' || segment, '') as label,
    value,
    low,
    high,
    coalesce(n, 0) as n,
    -- The people behind it, where a model counts them.
    author_count as authors,
    coverage,
    dictionary.unit,
    previous,
    change,
    change_low,
    change_high,
    change_rate,
    verdict,
    adequacy,
    -- What a firm figure lacks, and how many days like those of the window would bring it.
    more_posts,
    ceil(more_posts * day_count / nullif(n, 0))::bigint as more_days,
    model,
    dictionary.formula as definition,
    coalesce(posts_from, 'mentions') as posts_from,
    posts_where
from lacking
cross join heard
cross join heard_days
left join brands using (brand)
left join dictionary using (metric)
