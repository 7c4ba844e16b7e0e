-- Share of voice: a brand's part of all mentions of the report's brands, same sources, same window.
-- Grain: brand, period.
select
    brand,
    period,

    mention_count,
    author_count,
    share(mention_count, sum(mention_count) over (partition by period)) as share_of_voice,
    share(author_count, sum(author_count) over (partition by period)) as author_share
from brand_volume
