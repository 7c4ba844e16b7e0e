-- What rates by topic are made of: of each author, the posts that a measure looks at and the sum
-- of what it sees in them: net sentiment, the share that is negative, the urgency of pain posts.
-- Grain: brand, period, measure, dimension, segment, cluster.
select
    brand,
    period,
    measure,
    'topic' as dimension,
    topic as segment,
    author_key as cluster,

    case measure when 'urgency' then pain_count else judged_count end as unit_count,
    case
        measure
        when 'net_sentiment'
        then 100 * sign_sum
        when 'negative'
        then negative_count
        else urgency_sum
    end::double as unit_sum
from topic_authors
cross join (values ('net_sentiment'), ('negative'), ('urgency')) as measures(measure)
where case measure when 'urgency' then pain_count else judged_count end > 0
