-- Figures of why it changed and on what ground: how much of the change in net sentiment is a
-- shift of
-- the mix and how much happened within, and where the series cross a source that began or ended.
-- Grain: figure.
with
    parts as (
        select
            brand,
            sum(mix_points order by source, channel, topic) as mix_points,
            sum(within_points order by source, channel, topic) as within_points,
            sum(judged_count)::bigint as n
        from sentiment_split
        group by brand
    ),

    sides as (unpivot parts on mix_points, within_points into name side value points)

select
    case side when 'mix_points' then 'change_by_mix.' else 'change_within.' end || brand as figure,

    case side when 'mix_points' then 'change_by_mix' else 'change_within' end as metric,
    brand,
    points as value,
    n,
    'not comparable' as verdict,
    adequacy(n, getvariable('segment_min')) as adequacy,
    'sentiment_split' as model,
    'mentions' as posts_from,
    format(
        'brand = ''{}'' and period is not null and is_counted and sentiment_sign is not null', brand
    ) as posts_where
from sides
union all by name
select
    'series_breaks.all' as figure,
    'series_breaks' as metric,
    (select count(*) from series_breaks)::double as value,
    sum(post_count)::bigint as n,
    'not comparable' as verdict,
    'enough' as adequacy,
    'series_breaks' as model,
    'period = ''window''' as posts_where
from source_periods
where period = 'window'
