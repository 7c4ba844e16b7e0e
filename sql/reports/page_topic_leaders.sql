-- Who leads on each topic that is spoken of, and where nobody satisfies.
-- Grain: topic.
select
    topic,

    topic_leaders.topic_name,
    mention_count,
    judged_count,
    most.brand_name as most_brand,
    most_share,
    best.brand_name as best_brand,
    best_net_sentiment,
    second.brand_name as second_brand,
    second_net_sentiment,
    lead,
    low,
    high,
    q_value,
    verdict,
    is_unmet
from topic_leaders
left join brands as most on most.brand = most_brand
left join brands as best on best.brand = best_brand
left join brands as second on second.brand = second_brand
where mention_count > 0 and (select count(*) from brands) > 1
order by mention_count desc, topic
