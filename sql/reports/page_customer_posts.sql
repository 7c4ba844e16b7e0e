-- Praise worth repeating and posts of people who think of buying, cut to two lines.
-- Grain: role, rank.
select
    role,
    rank,

    two_lines(headline, body) as excerpt,
    url,
    platform,
    channel,
    language,
    day as posted_on,
    engagement
from customer_posts
order by role desc, rank
