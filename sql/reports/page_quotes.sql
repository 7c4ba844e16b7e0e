-- Posts to quote, cut to two lines: a telling title alone, else what follows it.
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
    engagement,
    sentiment,
    post_id
from quotes
order by role, rank
