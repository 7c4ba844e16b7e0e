-- Figures of how much was said: mentions three ways, authors, mentions a day.
-- Grain: figure.
with
    levels as (
        unpivot (
            select
                brand,
                period,
                mention_count::double as mentions,
                raw_count::double as raw_mentions,
                unique_count::double as unique_mentions,
                case when author_known_count > 0 then author_count end::double as authors
            from brand_volume
        )
        on mentions,
        raw_mentions,
        unique_mentions,
        authors
        into name metric value level
    ),

    heard_periods as (
        select period
        from source_periods
        group by period
        having sum(covered_count + partial_count) > 0 or sum(least(limited_count, post_count)) > 0
    ),

    now_and_before as (
        select
            brand,
            metric,
            max(level) filter (where period = 'window') as now,
            max(level) filter (where period = 'previous') as before
        from levels
        -- Of a period that no source heard nothing is known: it is not zero.
        semi join heard_periods using (period)
        group by all
        union all
        select brand, 'mentions_per_day', per_day, previous_per_day
        from like_for_like
    )

select
    now_and_before.metric || '.' || now_and_before.brand as figure,

    now_and_before.metric,
    now_and_before.brand,
    null::varchar as segment,
    now as value,
    null::double as low,
    null::double as high,
    case
        when now_and_before.metric in ('raw_mentions', 'unique_mentions')
        then now::bigint
        else brand_volume.mention_count
    end as n,
    case
        when
            now_and_before.metric in ('mentions', 'authors', 'mentions_per_day')
            and author_known_count > 0
        then brand_volume.author_count
    end as author_count,
    before as previous,
    now - before as change,
    case when now_and_before.metric = 'mentions_per_day' then change_low end as change_low,
    case when now_and_before.metric = 'mentions_per_day' then change_high end as change_high,
    case
        when now_and_before.metric = 'mentions'
        then per_day_change_rate
        else change_rate(now, before)
    end as change_rate,
    case
        when now_and_before.metric in ('mentions', 'mentions_per_day')
        then
            case
                when per_day_change is null
                then 'not comparable'
                else verdict(change_low, change_high)
            end
    end as verdict,
    'enough' as adequacy,
    case
        now_and_before.metric when 'mentions_per_day' then 'like_for_like' else 'brand_volume'
    end as model,
    format('brand = ''{}'' and period = ''window'' and ', now_and_before.brand) || case
        now_and_before.metric
        when 'raw_mentions'
        then 'true'
        when 'unique_mentions'
        then 'not is_copy'
        else 'is_counted'
    end as posts_where
from now_and_before
join brand_volume on brand_volume.brand = now_and_before.brand and brand_volume.period = 'window'
left join like_for_like on like_for_like.brand = now_and_before.brand
