-- The sites on which most was said of the focus brand.
-- Grain: site, channel.
select site, channel, mention_count, author_count, engagement, net_sentiment
from sites
order by mention_count desc, site, channel
limit 15
