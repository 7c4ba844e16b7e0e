-- Who leads on each topic, and where nobody satisfies. The most spoken of is the brand with most
-- mentions; the best judged leads if its difference to the second stands at a false discovery
-- rate of
-- 10% over the topics (that it was chosen as the best needs no other test: Gutmann and Maymin
-- 1987).
-- An unmet need is a topic on which two brands or more have `segment_min` judged mentions and all
-- of
-- those are clearly below zero: no interval reaches it.
-- Grain: topic.
with
    placed as (
        select
            *,
            row_number() over (
                partition by topic order by net_sentiment desc nulls last, brand
            ) as place,
            max(mention_count) over (partition by topic) as most_count
        from topic_matrix
    ),

    pairs as (
        select
            best.topic,
            best.brand,
            best.net_sentiment,
            second.brand as second_brand,
            second.net_sentiment as second_net_sentiment,
            best.net_sentiment - second.net_sentiment as lead,
            sqrt(best.variance + second.variance) as deviation,
            t_quantile(
                least(best.effective_author_count, second.effective_author_count) - 1
            ) as quantile
        from placed as best
        join placed as second using (topic)
        where best.place = 1 and second.place = 2 and second.net_sentiment is not null
    ),

    -- As many standard deviations of the normal distribution as it is of t.
    scores as (select *, lead / deviation * 1.959964 / quantile as z from pairs),

    tests as (select *, 2 * normal_tail(z) as p_value from scores),

    costs as (select *, discovery_cost(p_value, 1) as cost from tests),

    judged as (select *, discovery_rate(cost, p_value, 1) as q_value from costs),

    topics as (
        select
            topic,
            any_value(topic_name) as topic_name,
            sum(mention_count)::bigint as mention_count,
            sum(judged_count)::bigint as judged_count,
            -- Two that are level lead together, so neither does.
            case
                when count(*) filter (where mention_count = most_count) = 1
                then any_value(brand) filter (where mention_count = most_count)
            end as most_brand,
            max(topic_share) as most_share,
            count(net_sentiment) as known_brand_count,
            max(high) as highest
        from placed
        group by topic
    )

select
    topic,

    topic_name,
    mention_count,
    topics.judged_count,
    most_brand,
    most_share,
    known_brand_count,
    brand as best_brand,
    net_sentiment as best_net_sentiment,
    second_brand,
    second_net_sentiment,
    lead,
    lead - quantile * deviation as low,
    lead + quantile * deviation as high,
    q_value,
    case
        when q_value is null then 'too few' when q_value <= 0.1 then 'leads' else 'no clear leader'
    end as verdict,
    known_brand_count >= 2 and highest < 0 as is_unmet
from topics
left join judged using (topic)
