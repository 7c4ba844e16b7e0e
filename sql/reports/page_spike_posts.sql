-- The posts that tell of each peak.
-- Grain: brand, peak_on, rank.
select
    brand,
    peak_on,
    rank,
    headline as title,
    language,
    url,
    platform,
    engagement,
    posted_at::date as posted_on
from spike_posts
order by brand, peak_on, rank
