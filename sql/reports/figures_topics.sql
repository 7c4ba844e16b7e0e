-- Figures of the focus brand's topics: what each costs in net sentiment, how many complain of it,
-- how
-- it is judged, and on how many nobody satisfies.
-- Grain: figure.
select
    format('topic_cost.{}.{}', brand, topic) as figure,
    'topic_cost' as metric,
    brand,
    topic_name as segment,
    cost_points as value,
    cost_low as low,
    cost_high as high,
    judged_count as n,
    verdict(cost_low, cost_high) as verdict,
    adequacy(judged_count, getvariable('segment_min')) as adequacy,
    'pain_points' as model,
    'mentions' as posts_from,
    format(
        'brand = ''{}'' and period = ''window'' and is_counted and list_contains(topics, ''{}'') and sentiment_sign is not null',
        brand,
        topic
    ) as posts_where
from pain_points
where brand = getvariable('focus_brand') and judged_count >= getvariable('segment_min')
union all by name
select
    format('pain_share.{}.{}', brand, topic) as figure,
    'pain_share' as metric,
    brand,
    topic_name as segment,
    pain_share as value,
    low,
    high,
    mention_count as n,
    previous_share as previous,
    share_change as change,
    change_low,
    change_high,
    verdict,
    adequacy,
    'pain_points' as model,
    'mentions' as posts_from,
    format(
        'brand = ''{}'' and period = ''window'' and is_counted and list_contains(topics, ''{}'') and (sentiment_sign = -1 or list_contains(intents, ''complaint''))',
        brand,
        topic
    ) as posts_where
from pain_points
where brand = getvariable('focus_brand') and mention_count >= getvariable('segment_min')
union all by name
select
    format('topic_net_sentiment.{}.{}', brand, voice_changes.segment) as figure,
    'topic_net_sentiment' as metric,
    brand,
    topic_name as segment,
    value,
    low,
    high,
    n,
    author_count,
    previous,
    change,
    change_low,
    change_high,
    verdict,
    adequacy,
    'voice_changes' as model,
    'mentions' as posts_from,
    format(
        'brand = ''{}'' and period = ''window'' and is_counted and list_contains(topics, ''{}'') and sentiment_sign is not null',
        brand,
        voice_changes.segment
    ) as posts_where
from voice_changes
join taxonomy on taxonomy.topic = voice_changes.segment
where
    measure = 'net_sentiment'
    and brand = getvariable('focus_brand')
    and n >= getvariable('segment_min')
union all by name
select
    'unmet_needs' as figure,
    'unmet_needs' as metric,
    count(*) filter (where is_unmet) as value,
    sum(judged_count)::bigint as n,
    'not comparable' as verdict,
    case when max(known_brand_count) >= 2 then 'enough' else 'too few' end as adequacy,
    'topic_leaders' as model
from topic_leaders
where (select count(*) from brands) > 1
having count(*) > 0
