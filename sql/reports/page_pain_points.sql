-- What hurts the focus brand's customers, by topic: how many posts, how severe, whether it grows,
-- what it costs in net sentiment, and the post that most people reacted to. Thin rates are
-- withheld.
-- Grain: topic.
with
    examples as (
        select topic, two_lines(headline, body) as excerpt, url
        from topic_posts
        where role = 'complaint' and rank = 1
    )

select
    pain_points.topic,

    brand,
    topic_name,
    pain_count,
    previous_pain_count,
    author_count,
    case when mention_count >= getvariable('segment_min') then pain_share end as pain_share,
    case when mention_count >= getvariable('segment_min') then low end as pain_low,
    case when mention_count >= getvariable('segment_min') then high end as pain_high,
    previous_share as previous_pain_share,
    verdict,
    q_value,
    case when judged_count >= getvariable('segment_min') then negative_share end as negative_share,
    case when pain_count >= getvariable('segment_min') then urgency end as mean_urgency,
    case when judged_count >= getvariable('segment_min') then cost_points end as cost_points,
    case when judged_count >= getvariable('segment_min') then cost_low end as cost_low,
    case when judged_count >= getvariable('segment_min') then cost_high end as cost_high,
    excerpt,
    url
from pain_points
left join examples using (topic)
where brand = getvariable('focus_brand') and pain_count > 0
order by
    judged_count >= getvariable('segment_min') desc,
    cost_points desc,
    pain_count desc,
    pain_points.topic
