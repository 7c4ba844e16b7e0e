-- Every figure of the report, under an id that stays the same from issue to issue.
-- The posts behind a figure are the rows of `posts_from` for which `posts_where` holds.
-- Grain: figure.
with
    lacking as (
        select
            *,
            -- More posts of the same few authors would not do, nor make a forecast better.
            case
                when
                    adequacy != 'enough'
                    and coalesce(n, 0) < getvariable('headline_min')
                    and not starts_with(metric, 'forecast_')
                then (getvariable('headline_min') - coalesce(n, 0))::bigint
            end as more_posts
        from figures_listed
    ),

    -- How much of the window was heard, and on how many days anything was.
    heard as (
        select
            (
                select share(sum(covered_count), sum(day_count))
                from source_periods
                where period = 'window'
            ) as coverage,
            count(*) as day_count
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
    -- The people behind it: as the model counts them or, where it stands on all mentions of the
    -- brand, theirs.
    coalesce(
        lacking.author_count,
        case
            when
                lacking.n = brand_volume.mention_count
                and author_known_count > 0
                and metric not similar to '(forecast_|net_sentiment_gap|adjusted_).*'
            then brand_volume.author_count
        end
    ) as authors,
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
left join brands using (brand)
left join dictionary using (metric)
left join brand_volume on brand_volume.brand = lacking.brand and brand_volume.period = 'window'
