-- Figures of how it was said: net sentiment of each brand, of the focus brand also by channel, and
-- the share that no engine could judge.
-- Grain: figure.
select
    'net_sentiment.'
    || brand
    || case dimension when 'all' then '' else '.' || segment end as figure,

    'net_sentiment' as metric,
    brand,
    case when dimension != 'all' then segment end as segment,
    net_sentiment as value,
    low,
    high,
    judged_count as n,
    previous_net_sentiment as previous,
    net_change as change,
    change_low,
    change_high,
    null::double as change_rate,
    verdict,
    adequacy,
    'sentiment_change' as model,
    format(
        'brand = ''{}'' and period = ''window'' and is_counted and sentiment_sign is not null{}',
        brand,
        case dimension when 'all' then '' else format(' and {} = ''{}''', dimension, segment) end
    ) as posts_where
from sentiment_change
where dimension = 'all' or (dimension = 'channel' and brand = getvariable('focus_brand'))
union all
select
    'unknown_share.' || brand,
    'unknown_share',
    brand,
    null,
    max(unknown_share) filter (where period = 'window'),
    null,
    null,
    max(mention_count) filter (where period = 'window'),
    max(unknown_share) filter (where period = 'previous'),
    max(unknown_share) filter (where period = 'window')
    - max(unknown_share) filter (where period = 'previous'),
    null,
    null,
    null,
    null,
    'enough',
    'sentiment_shares',
    format(
        'brand = ''{}'' and period = ''window'' and is_counted and sentiment_sign is null', brand
    )
from sentiment_shares
group by brand
