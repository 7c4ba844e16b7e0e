-- What the rates and means of customer voice, of answers and of reactions are made of: how many
-- clusters (authors, or conversations for a brand's own answers) brought the same. Most are one
-- post that says yes or no, so that a few rows stand for millions.
-- Grain: brand, period, measure, dimension, segment, unit_count, unit_sum.
with
    sums as (
        from answer_sums
        union all by name
        from style_sums
        union all by name
        from customer_sums
        union all by name
        from review_sums
        union all by name
        from topic_sums
        union all by name
        from engagement_sums
    )

select brand, period, measure, dimension, segment, unit_count, unit_sum, count(*) as cluster_count
from sums
group by all
