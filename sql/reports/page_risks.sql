-- The unanswered negative posts that most people reacted to.
-- Grain: platform, post_id.
select
    platform,
    post_id,

    case when length(body) > 220 then left(body, 219) || '…' else body end as excerpt,
    url,
    channel,
    day as posted_on,
    engagement
from open_complaints
order by engagement desc, platform, post_id
limit 5
