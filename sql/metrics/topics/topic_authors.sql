-- What each author said of each brand on each topic, beside all that the author said of it. A
-- pain post is negative or a complaint.
-- Grain: brand, topic, period, author_key.
with
    said as (
        select
            brand,
            period,
            author_key,
            topics,
            sentiment_sign,
            urgency,
            sentiment_sign = -1 or list_contains(intents, 'complaint') as is_pain
        from mentions
        where is_counted and period is not null
    ),

    about as (select * exclude (topics), unnest(list_distinct(topics)) as topic from said),

    on_topic as (
        select
            brand,
            topic,
            period,
            author_key,
            count(*) as mention_count,
            count(sentiment_sign) as judged_count,
            coalesce(sum(sentiment_sign), 0) as sign_sum,
            count(*) filter (where sentiment_sign = -1) as negative_count,
            count(*) filter (where is_pain) as pain_count,
            coalesce(sum(urgency order by urgency) filter (where is_pain), 0) as urgency_sum
        from about
        group by all
    ),

    wholes as (
        select
            brand,
            period,
            author_key,
            count(*) as whole_count,
            count(sentiment_sign) as whole_judged_count,
            coalesce(sum(sentiment_sign), 0) as whole_sign_sum
        from said
        group by all
    )

select
    brand,
    topic,
    period,
    author_key,

    mention_count,
    judged_count,
    sign_sum::double as sign_sum,
    negative_count,
    pain_count,
    urgency_sum,
    whole_count,
    whole_judged_count,
    whole_sign_sum::double as whole_sign_sum
from on_topic
join wholes using (brand, period, author_key)
