-- Posts to quote, cut to two lines.
-- Grain: role, rank.
select
    role,
    rank,

    case when length(body) > 220 then left(body, 219) || '…' else body end as excerpt,
    headline as title,
    url,
    platform,
    channel,
    language,
    day as posted_on,
    engagement,
    sentiment,
    post_id
from quotes
order by role, rank
