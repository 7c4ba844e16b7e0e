-- Figures of how it was said: net sentiment of each brand, of the focus brand also by channel, the
-- shares of positive, neutral and negative posts, and the share that no engine could judge.
-- Grain: figure.
with
    class_changes as (
        select
            now.*,
            before.class_share as previous_share,
            shares_change_low(
                now.class_share, now.low, before.class_share, before.high
            ) as change_low,
            shares_change_high(
                now.class_share, now.high, before.class_share, before.low
            ) as change_high
        from class_shares as now
        left join
            class_shares as before
            on before.brand = now.brand
            and before.class = now.class
            and before.period = 'previous'
            and before.judged_count >= getvariable('segment_min')
        where now.period = 'window'
    ),

    unknown as (
        select
            brand,
            max(unknown_share) filter (where period = 'window') as now,
            max(unknown_share) filter (where period = 'previous') as before,
            max(mention_count) filter (where period = 'window') as mention_count
        from sentiment_shares
        group by brand
    )

select
    concat_ws('.', 'net_sentiment', brand, case when dimension != 'all' then segment end) as figure,

    'net_sentiment' as metric,
    brand,
    case when dimension != 'all' then segment end as segment,
    net_sentiment as value,
    low,
    high,
    judged_count as n,
    author_count,
    previous_net_sentiment as previous,
    net_change as change,
    change_low,
    change_high,
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
union all by name
select
    format('{}_share.{}', class, brand) as figure,
    class || '_share' as metric,
    brand,
    class_share as value,
    low,
    high,
    judged_count as n,
    author_count,
    previous_share as previous,
    class_share - previous_share as change,
    change_low,
    change_high,
    verdict(change_low, change_high) as verdict,
    estimate_adequacy(judged_count, low) as adequacy,
    'class_shares' as model,
    format(
        'brand = ''{}'' and period = ''window'' and is_counted and sentiment = ''{}''', brand, class
    ) as posts_where
from class_changes
union all by name
select
    'unknown_share.' || brand as figure,
    'unknown_share' as metric,
    brand,
    now as value,
    mention_count as n,
    before as previous,
    now - before as change,
    'enough' as adequacy,
    'sentiment_shares' as model,
    format(
        'brand = ''{}'' and period = ''window'' and is_counted and sentiment_sign is null', brand
    ) as posts_where
from unknown
