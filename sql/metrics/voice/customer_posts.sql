-- Posts of the window about the focus brand that a team acts on. `praise` is worth repeating: it
-- is positive, praises by its words and asks nothing, names no other brand, has 40 to 280
-- characters and an address, and people reacted to it. `lead` shows interest in buying and does
-- not complain. Thirty of each at most, one of an author and one of those that begin alike, those
-- with most reactions first.
-- Grain: role, rank.
with
    single as (
        select platform, post_id
        from mentions
        where is_counted and period = 'window'
        group by platform, post_id
        having count(*) = 1
    ),

    candidates as (
        select mentions.*, texts.headline, texts.body, texts.url
        from mentions
        join texts using (platform, post_id)
        where
            mentions.brand = getvariable('focus_brand')
            and mentions.is_counted
            and mentions.period = 'window'
    ),

    roles as (
        select *, 'praise' as role
        from candidates
        semi join single using (platform, post_id)
        where
            sentiment = 'positive'
            and list_contains(intents, 'praise')
            and not list_has_any(intents, ['question', 'complaint', 'churn_risk'])
            and length(body) between 40 and 280
            and starts_with(url, 'http')
            and engagement > 0
        union all
        select *, 'lead'
        from candidates
        where
            list_contains(intents, 'purchase_interest')
            and not list_has_any(intents, ['complaint', 'churn_risk'])
    ),

    firsts as (
        select
            *,
            row_number() over (
                partition by role, author_key
                order by engagement desc nulls last, posted_at desc, platform, post_id
            ) as turn
        from roles
    ),

    unlike as (
        select
            *,
            row_number() over (
                partition by role, lower(left(body, 40))
                order by engagement desc nulls last, posted_at desc, platform, post_id
            ) as alike
        from firsts
        where turn = 1
    )

select
    role,
    row_number() over (
        partition by role order by engagement desc nulls last, posted_at desc, platform, post_id
    ) as rank,

    platform,
    post_id,
    channel,
    language,
    day,
    engagement,
    headline,
    body,
    url
from unlike
where alike = 1
qualify rank <= 30
