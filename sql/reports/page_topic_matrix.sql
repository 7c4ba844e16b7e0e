-- Each brand on each topic: how much of what is said there is the brand's, and how it is judged.
-- Grain: topic, brand.
select
    topic,
    brand,

    topic_matrix.topic_name,
    brand_name,
    mention_count,
    topic_share,
    mention_share,
    judged_count,
    net_sentiment,
    low,
    high,
    adequacy
from topic_matrix
join brands using (brand)
join taxonomy using (topic)
where (select count(*) from brands) > 1
order by taxonomy.position, brands.position
