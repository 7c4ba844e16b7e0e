-- The days around the event hour by hour, of posts whose time is exactly known: mentions, how
-- many are negative, what the brand answered, and how much of the event had been said by then.
-- Grain: brand, hour.
with
    hours as (
        select
            brand,
            unnest(
                generate_series(
                    first_on::timestamptz,
                    (last_on + 1)::timestamptz - interval 1 hour,
                    interval 1 hour
                )
            ) as hour
        from crisis_event
    ),

    told as (
        select
            brand,
            date_trunc('hour', posted_at) as hour,
            count(*) as mention_count,
            count(*) filter (where sentiment = 'negative') as negative_count,
            count(*) filter (where is_event) as event_count
        from crisis_posts
        where is_exact
        group by all
    ),

    answers_given as (
        select brand, date_trunc('hour', posted_at) as hour, count(*) as answer_count
        from own_answers
        group by all
    )

select
    brand,
    hour,

    coalesce(mention_count, 0) as mention_count,
    coalesce(negative_count, 0) as negative_count,
    coalesce(answer_count, 0) as answer_count,
    share(
        sum(coalesce(event_count, 0)) over (partition by brand order by hour),
        sum(event_count) over (partition by brand)
    ) as told_share
from hours
left join told using (brand, hour)
left join answers_given using (brand, hour)
