-- The change of each brand's net sentiment, split exactly by source, channel and topic; a post of
-- several topics counts for the first of them in the order of the configuration.
-- With weights w (share of judged posts) and levels s, the change of sum(w·s) is, cell by cell,
-- (w − w₀)·((s + s₀)/2 − m) + (s − s₀)·(w + w₀)/2, where m is the mean of both totals: what a shift
-- of the mix did, and what happened within. A cell absent from one period has its level of the
-- other, so it is all mix. (Kitagawa 1955; centring leaves the sum, since the weights add to one.)
-- Grain: brand, source, channel, topic.
with
    cells as (
        select
            brand,
            source,
            channel,
            coalesce(topics[1], 'none') as topic,
            count(*) filter (where period = 'window') as judged_count,
            count(*) filter (where period = 'previous') as previous_judged_count,
            sum(sentiment_sign) filter (where period = 'window') as sign_sum,
            sum(sentiment_sign) filter (where period = 'previous') as previous_sign_sum
        from mentions
        where is_counted and period is not null and sentiment_sign is not null
        group by all
    ),

    weights as (
        select
            *,
            100 * coalesce(
                share(sign_sum, judged_count), share(previous_sign_sum, previous_judged_count)
            ) as now_level,
            100 * coalesce(
                share(previous_sign_sum, previous_judged_count), share(sign_sum, judged_count)
            ) as before_level,
            share(judged_count, sum(judged_count) over of_brand) as now_weight,
            share(previous_judged_count, sum(previous_judged_count) over of_brand) as before_weight,
            -- Of whole numbers, so that no order of summing tells.
            50 * (
                share(sum(sign_sum) over of_brand, sum(judged_count) over of_brand) + share(
                    sum(previous_sign_sum) over of_brand, sum(previous_judged_count) over of_brand
                )
            ) as middle
        from cells
        window of_brand as (partition by brand)
    )

select
    brand,
    source,
    channel,
    topic,

    judged_count,
    previous_judged_count,
    (now_weight - before_weight) * ((now_level + before_level) / 2 - middle) as mix_points,
    (now_level - before_level) * (now_weight + before_weight) / 2 as within_points,
    (now_weight - before_weight) * ((now_level + before_level) / 2 - middle)
    + (now_level - before_level) * (now_weight + before_weight) / 2 as total_points
from weights
