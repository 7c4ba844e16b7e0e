-- The posts that say most of each topic for the focus brand in the window: negative or
-- complaining, and positive, those with most reactions first; three at most, one of an author.
-- Grain: topic, role, rank.
with
    said as (
        select
            unnest(list_distinct(mentions.topics)) as topic,
            case when mentions.sentiment = 'positive' then 'praise' else 'complaint' end as role,
            mentions.*
        from mentions
        where
            brand = getvariable('focus_brand')
            and is_counted
            and period = 'window'
            and (
                sentiment in ('positive', 'negative')
                or (sentiment_sign is null and list_contains(intents, 'complaint'))
            )
    ),

    firsts as (
        select
            *,
            row_number() over (
                partition by topic, role, author_key
                order by engagement desc nulls last, posted_at, platform, post_id
            ) as turn
        from said
    )

select
    topic,
    role,
    row_number() over (
        partition by topic, role
        order by engagement desc nulls last, firsts.posted_at, platform, post_id
    ) as rank,

    platform,
    post_id,
    channel,
    language,
    day,
    engagement,
    texts.headline,
    texts.body,
    texts.url
from firsts
join texts using (platform, post_id)
where turn = 1
qualify rank <= 3
