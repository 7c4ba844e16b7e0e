-- Figures of labels: how much of the focus brand's mentions each topic and each intent has, and how
-- many posts want an answer soon.
-- Grain: figure.
select
    'topic_share.' || brand || '.' || topic as figure,

    'topic_share' as metric,
    brand,
    topic_name as segment,
    mention_share as value,
    low,
    high,
    all_count as n,
    previous_share as previous,
    share_change as change,
    change_low,
    change_high,
    null::double as change_rate,
    verdict,
    adequacy,
    'topic_change' as model,
    'mentions' as posts_from,
    format(
        'brand = ''{}'' and period = ''window'' and is_counted and list_contains(topics, ''{}'')',
        brand,
        topic
    ) as posts_where
from topic_change
where brand = getvariable('focus_brand')
union all
select
    'intent_share.' || brand || '.' || intent,
    'intent_share',
    brand,
    replace(intent, '_', ' '),
    mention_share,
    low,
    high,
    all_count,
    previous_share,
    share_change,
    change_low,
    change_high,
    null,
    verdict,
    adequacy,
    'intent_change',
    'mentions',
    format(
        'brand = ''{}'' and period = ''window'' and is_counted and list_contains(intents, ''{}'')',
        brand,
        intent
    )
from intent_change
where brand = getvariable('focus_brand')
union all
select
    'urgent_posts.' || getvariable('focus_brand'),
    'urgent_posts',
    getvariable('focus_brand'),
    null,
    (select count(*) from urgent_posts),
    null,
    null,
    mention_count,
    null,
    null,
    null,
    null,
    null,
    'not comparable',
    'enough',
    'urgent_posts',
    'urgent_posts',
    'true'
from brand_volume
where brand = getvariable('focus_brand') and period = 'window'
