-- Figures of customer voice: advocacy, stars, questions that are asked again and again, and how the
-- brand's own answers sound.
-- Grain: figure.
with
    named as (
        select
            *,
            case
                when measure in ('tone', 'apology', 'thanks', 'short')
                then 'answer_' || measure
                else measure
            end as metric
        from voice_changes
        where
            dimension = 'all'
            and n > 0
            and measure
            in ('advocacy', 'purchase_interest', 'stars', 'tone', 'apology', 'thanks', 'short')
    )

select
    metric || '.' || brand as figure,

    metric,
    brand,
    null::varchar as segment,
    case when n >= getvariable('segment_min') then value end as value,
    case when n >= getvariable('segment_min') then low end as low,
    case when n >= getvariable('segment_min') then high end as high,
    n,
    -- A brand's own answers are of one account; there the clusters are conversations.
    case when not starts_with(metric, 'answer_') then author_count end as author_count,
    previous,
    change,
    change_low,
    change_high,
    null::double as change_rate,
    verdict,
    adequacy,
    'voice_changes' as model,
    case when starts_with(metric, 'answer_') then 'own_answers' else 'mentions' end as posts_from,
    format(
        'brand = ''{}'' and period = ''window''{}',
        brand,
        case
            metric
            when 'advocacy'
            then
                ' and is_counted and list_has_any(intents, [''praise'', ''complaint'', ''churn_risk''])'
            when 'purchase_interest'
            then ' and is_counted and list_contains(intents, ''purchase_interest'')'
            when 'stars'
            then ' and is_counted and rating is not null'
            else ''
        end
    ) as posts_where
from named
union all by name
select
    'repeated_questions.' || getvariable('focus_brand') as figure,
    'repeated_questions' as metric,
    getvariable('focus_brand') as brand,
    coalesce(sum(post_count) filter (where intent = 'question' and author_count >= 5), 0)::double
    as value,
    coalesce(sum(post_count) filter (where intent = 'question' and author_count >= 5), 0)::bigint
    as n,
    'enough' as adequacy,
    'asked_clusters' as model,
    'asked_posts' as posts_from,
    'intent = ''question'' and period = ''window'' and asked_key in (select asked_key from asked_clusters where intent = ''question'' and author_count >= 5)'
    as posts_where
from asked_clusters
