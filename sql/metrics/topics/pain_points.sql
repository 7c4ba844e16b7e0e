-- What hurts each brand's customers, by topic: how many posts and authors, how severe (the share
-- of the topic's judged mentions that is negative, and the mean urgency of its complaints),
-- whether it grows, and what it costs in net sentiment.
-- Grain: brand, topic.
with
    severity as (
        select
            brand,
            segment as topic,
            max(value) filter (where measure = 'negative') as negative_share,
            max(low) filter (where measure = 'negative') as negative_low,
            max(high) filter (where measure = 'negative') as negative_high,
            max(value) filter (where measure = 'urgency') as urgency
        from voice_rates
        where dimension = 'topic' and period = 'window'
        group by brand, segment
    )

select
    pain_changes.brand,
    pain_changes.topic,

    topic_name,
    pain_changes.* exclude (brand, topic),
    negative_share,
    negative_low,
    negative_high,
    urgency,
    judged_count,
    cost_points,
    topic_costs.low as cost_low,
    topic_costs.high as cost_high
from pain_changes
join taxonomy using (topic)
left join severity on severity.brand = pain_changes.brand and severity.topic = pain_changes.topic
left join
    topic_costs
    on topic_costs.brand = pain_changes.brand
    and topic_costs.topic = pain_changes.topic
    and topic_costs.period = 'window'
