-- The most urgent posts that the brand did not answer, each with its reasons.
-- Grain: platform, post_id.
select
    platform,
    post_id,

    two_lines(headline, body) as excerpt,
    url,
    language,
    channel,
    department,
    day as posted_on,
    engagement,
    urgency,
    urgency_reasons as reasons
from urgent_posts
order by urgency desc, engagement desc nulls last, platform, post_id
limit 6
