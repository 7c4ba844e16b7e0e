-- What happened when, in the order of time, with the posts that can be read.
-- Grain: brand, moment.
select
    brand,
    moment,

    told_at::date as day,
    strftime(told_at, '%H:%M') as clock,
    crisis_moments.counted,
    crisis_moments.platform,
    two_lines(texts.headline, texts.body) as excerpt,
    texts.url
from crisis_moments
left join texts using (platform, post_id)
order by brand, told_at, moment
