-- What engagement per post is made of: of each author, the mentions whose platform states any
-- reaction, and the sum of these reactions.
-- Grain: brand, period, measure, dimension, segment, cluster.
select
    brand,
    period,
    'engagement_per_post' as measure,
    'all' as dimension,
    'all' as segment,
    author_key as cluster,

    count(*) as unit_count,
    sum(engagement)::double as unit_sum
from mentions
where is_counted and period is not null and engagement is not null
group by all
