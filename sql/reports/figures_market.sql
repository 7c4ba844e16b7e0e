-- Figures of comparisons with the competitors, of who is best judged on each topic, and of what
-- is said of the market without a brand.
-- Grain: figure.
with
    market as (
        select
            coalesce(max(post_count) filter (where period = 'window'), 0) as now_count,
            coalesce(max(post_count) filter (where period = 'previous'), 0) as before_count,
            max(judged_count) filter (where period = 'window') as n,
            max(author_count) filter (where period = 'window') as author_count,
            max(net_sentiment) filter (where period = 'window') as now,
            max(low) filter (where period = 'window') as now_low,
            max(high) filter (where period = 'window') as now_high,
            max(net_sentiment) filter (where period = 'previous') as before,
            max(low) filter (where period = 'previous') as before_low,
            max(high) filter (where period = 'previous') as before_high,
            max(adequacy) filter (where period = 'window') as adequacy,
            'period = ''window'' and not is_copy and not is_spam and not is_owned and '
            || 'list_transform(brands, lambda found: found.brand) = [''_market'']' as posts_where
        from market_conversation
        where naming = 'no brand' and segment = 'all'
        having count(*) > 0
    )

select
    'comparisons_won.' || brand as figure,
    'comparisons_won' as metric,
    brand,
    for_share as value,
    low,
    high,
    comparison_count as n,
    author_count,
    verdict,
    adequacy(comparison_count, getvariable('headline_min')) as adequacy,
    'comparison_balance' as model
from comparison_balance
where for_share is not null
union all by name
select
    'topic_lead.' || topic as figure,
    'topic_lead' as metric,
    best_brand as brand,
    topic_name as segment,
    lead as value,
    low,
    high,
    judged_count as n,
    verdict,
    'enough' as adequacy,
    'topic_leaders' as model
from topic_leaders
where best_brand is not null
union all by name
select
    'market_mentions' as figure,
    'market_mentions' as metric,
    now_count as value,
    now_count as n,
    author_count,
    before_count as previous,
    change_rate(now_count, before_count) as change_rate,
    'enough' as adequacy,
    'market_conversation' as model,
    'posts' as posts_from,
    posts_where
from market
union all by name
select
    'market_net_sentiment' as figure,
    'market_net_sentiment' as metric,
    now as value,
    now_low as low,
    now_high as high,
    n,
    author_count,
    before as previous,
    now - before as change,
    shares_change_low(now, now_low, before, before_high) as change_low,
    shares_change_high(now, now_high, before, before_low) as change_high,
    verdict(
        shares_change_low(now, now_low, before, before_high),
        shares_change_high(now, now_high, before, before_low)
    ) as verdict,
    coalesce(adequacy, 'too few') as adequacy,
    'market_conversation' as model,
    'posts' as posts_from,
    posts_where || ' and sentiment_sign is not null' as posts_where
from market
