-- What the authors of the event were after, beside the other days of the window, and how much of
-- it the brand has answered where it answers at all.
-- Grain: brand, intent.
with
    told as (
        select
            mentions.brand,
            unnest(mentions.intents) as intent,
            mentions.platform,
            mentions.post_id,
            mentions.author_key,
            mentions.day between start_on and end_on as is_event
        from mentions
        join crisis_event using (brand)
        where mentions.is_counted and mentions.period = 'window'
    ),

    wholes as (
        select
            brand,
            count(*) filter (where day between start_on and end_on) as event_count,
            count(*) filter (where day not between start_on and end_on) as other_count
        from mentions
        join crisis_event using (brand)
        where is_counted and period = 'window'
        group by brand
    ),

    counts as (
        select
            told.brand,
            told.intent,
            count(*) filter (where is_event) as mention_count,
            count(distinct told.author_key) filter (where is_event) as author_count,
            count(*) filter (where not is_event) as other_intent_count,
            count(answers.post_id) filter (where is_event) as asked_count,
            count(answers.answered_at) filter (where is_event) as answered_count
        from told
        left join
            answers
            on answers.brand = told.brand
            and answers.platform = told.platform
            and answers.post_id = told.post_id
        group by all
    )

select
    brand,
    intent,

    mention_count,
    author_count,
    share(mention_count, event_count) as share,
    share(other_intent_count, other_count) as usual_share,
    asked_count,
    answered_count
from counts
join wholes using (brand)
where mention_count > 0
