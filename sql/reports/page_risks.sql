-- The unanswered negative posts that most people reacted to.
-- Grain: platform, post_id.
select
    platform,
    post_id,

    two_lines(headline, body) as excerpt,
    url,
    channel,
    day as posted_on,
    engagement,
    'negative, no answer from the brand heard' as why
from open_complaints
order by engagement desc, platform, post_id
limit 5
