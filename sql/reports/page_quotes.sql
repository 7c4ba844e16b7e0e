-- Posts to quote, cut to two lines: a telling title alone, else what follows it. Of posts that
-- begin alike the first is enough.
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
qualify row_number() over (partition by role, lower(left(body, 40)) order by rank) = 1
order by role, rank
