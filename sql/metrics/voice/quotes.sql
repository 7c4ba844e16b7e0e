-- Posts worth quoting from the window, each in one role by its author's intents; what is negative
-- without one comes after the complaints. Typical before loud: a complaint or a praise is ranked by
-- how many of the terms of its kind it uses, then by engagement.
-- Grain: role, rank.
with
    candidates as (
        select
            mentions.platform,
            mentions.post_id,
            mentions.author_key,
            mentions.channel,
            mentions.language,
            mentions.sentiment,
            mentions.sentiment_engine,
            mentions.posted_at,
            mentions.day,
            mentions.engagement,
            texts.headline,
            texts.body,
            texts.url,
            case
                when list_contains(mentions.intents, 'complaint')
                then 'complaint'
                when list_contains(mentions.intents, 'question')
                then 'question'
                when mentions.sentiment = 'negative'
                then 'complaint'
                when list_contains(mentions.intents, 'praise')
                then 'praise'
                when mentions.engagement > 0
                then 'resonant'
            end as role,
            list_contains(mentions.intents, 'complaint') as is_complaint
        from mentions
        join texts using (platform, post_id)
        where
            mentions.brand = getvariable('focus_brand')
            and mentions.is_counted
            and mentions.period = 'window'
            -- A post that names several brands may praise the other one.
            and length(texts.body) >= 25
    ),

    typical as (
        select platform, post_id, direction, count(*) as term_count
        from mention_terms
        join sentiment_terms using (term)
        where mention_terms.brand = getvariable('focus_brand') and period = 'window'
        group by all
    ),

    firsts as (
        select
            candidates.*,
            coalesce(term_count, 0) as term_count,
            row_number() over (
                partition by role, author_key
                order by
                    is_complaint desc,
                    coalesce(term_count, 0) desc,
                    engagement desc nulls last,
                    candidates.post_id
            ) as turn
        from candidates
        left join
            typical
            on typical.platform = candidates.platform
            and typical.post_id = candidates.post_id
            and typical.direction = case role when 'praise' then 'positive' else 'negative' end
            and role in ('praise', 'complaint')
        where role is not null
    )

select
    role,
    row_number() over (
        partition by role
        order by
            is_complaint desc,
            least(term_count, 3) desc,
            engagement desc nulls last,
            platform,
            post_id
    ) as rank,

    platform,
    post_id,
    channel,
    language,
    sentiment,
    sentiment_engine,
    posted_at,
    day,
    engagement,
    headline,
    body,
    url
from firsts
where turn = 1
qualify rank <= 8
