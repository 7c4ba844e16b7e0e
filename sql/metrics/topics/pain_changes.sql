-- How the share of complaints about each topic changed. With one test a topic the trend is held
-- to a false discovery rate of 10% over the brand's topics (Benjamini and Hochberg 1995).
-- Grain: brand, topic.
with
    now_and_before as (
        select
            now.*,
            before.pain_count as previous_pain_count,
            before.pain_share as previous_share,
            shares_change_low(
                now.pain_share, now.low, before.pain_share, before.high
            ) as change_low,
            shares_change_high(
                now.pain_share, now.high, before.pain_share, before.low
            ) as change_high,
            case
                when now.variance + before.variance > 0
                then
                    2 * normal_tail(
                        abs(now.pain_share - before.pain_share)
                        / sqrt(now.variance + before.variance)
                    )
                else 1
            end as p_value
        from pain_shares as now
        left join
            pain_shares as before
            on before.brand = now.brand
            and before.topic = now.topic
            and before.period = 'previous'
        where now.period = 'window' and now.pain_count + coalesce(before.pain_count, 0) > 0
    ),

    ranked as (
        select
            *,
            row_number() over (partition by brand order by p_value desc, topic) as place,
            count(*) over (partition by brand) as tested_count
        from now_and_before
    ),

    judged as (
        select
            *,
            min(p_value * tested_count / (tested_count - place + 1)) over (
                partition by brand order by place
            ) as q_value
        from ranked
    )

select
    brand,
    topic,

    pain_count,
    previous_pain_count,
    author_count,
    mention_count,
    pain_share,
    low,
    high,
    previous_share,
    pain_share - previous_share as share_change,
    change_low,
    change_high,
    q_value,
    verdict_of_many(change_low, change_high, q_value) as verdict,
    adequacy(mention_count, getvariable('headline_min')) as adequacy
from judged
