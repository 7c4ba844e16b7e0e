-- The change of the focus brand's mentions and net sentiment, cell by cell; both add up.
-- Grain: source, channel, topic.
select
    source,
    channel,
    topic,

    coalesce(topic_name, 'No topic') as topic_name,
    mention_count,
    previous_count,
    mention_change,
    growth_count,
    mix_count,
    coalesce(judged_count, 0) as judged_count,
    coalesce(previous_judged_count, 0) as previous_judged_count,
    total_points,
    within_points,
    mix_points
from volume_split
left join sentiment_split using (brand, source, channel, topic)
left join taxonomy using (topic)
where brand = getvariable('focus_brand')
order by abs(mention_change) desc, source, channel, topic
