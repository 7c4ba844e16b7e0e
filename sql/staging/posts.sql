-- Each post spoken of once, as last observed, on the day it was published in the report's time
-- zone.
-- Grain: platform, post_id.
with
    observations as (
        select
            * exclude (title, text, url, near_keys),
            coalesce(author, platform || ':' || post_id) as author_key,
            posted_at::date as day
        from segments
        semi join spoken using (place)
        where posted_at >= getvariable('history_first_on')::timestamptz
    ),

    marks as (
        select place, cluster_key, is_repeat, is_copy, copy_spam.spam_reason as cluster_spam_reason
        from copy_clusters
        left join copy_spam using (platform, post_id)
    )

select
    platform,
    post_id,

    source,
    channel,
    kind,
    parent_id,
    thread_id,
    author_key,
    author_name,
    posted_at,
    day,
    case
        when day >= getvariable('window_first_on')
        then 'window'
        when day >= getvariable('previous_first_on') and day < getvariable('previous_end_on')
        then 'previous'
    end as period,
    language,
    sentiment,
    sentiment_engine,
    sentiment_stated,
    brands,
    comparisons,
    topics,
    intents,
    department,
    urgency,
    urgency_reasons,

    case
        sentiment when 'positive' then 1 when 'neutral' then 0 when 'negative' then -1
    end as sentiment_sign,
    case
        when coalesce(likes, replies, shares, quotes) is not null
        then
            coalesce(greatest(likes, 0), 0)
            + coalesce(replies, 0)
            + coalesce(shares, 0)
            + coalesce(quotes, 0)
    end as engagement,
    likes,
    replies,
    shares,
    quotes,
    views,
    rating,
    product,
    version,

    author is not null as is_author_known,
    is_owned,
    is_spam or cluster_spam_reason is not null as is_spam,
    coalesce(spam_reason, cluster_spam_reason) as spam_reason,
    posted_precision = 'guessed' as is_guessed,
    posted_precision = 'exact' as is_exact,
    coalesce(marks.is_copy, false) as is_copy,
    -- A near copy is marked and counted, but not left out: who changes a text says it too.
    coalesce(is_repeat and not marks.is_copy, false) as is_near_copy,
    cluster_key,
    place
from observations
left join marks using (place)
