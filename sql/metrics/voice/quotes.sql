-- Posts worth quoting from the window, by role: typical before loud.
-- A complaint or a praise is ranked by how many of the terms of its kind it uses, then by
-- engagement.
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
            texts.is_question
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

    roles as (
        select *, 'complaint' as role
        from candidates
        where sentiment = 'negative'
        union all
        select *, 'praise'
        from candidates
        where sentiment = 'positive' and not is_question
        union all
        select *, 'question'
        from candidates
        where contains(headline, '?')
        union all
        select *, 'resonant'
        from candidates
        where engagement > 0
    ),

    firsts as (
        select
            roles.*,
            coalesce(term_count, 0) as term_count,
            row_number() over (
                partition by role, author_key
                order by coalesce(term_count, 0) desc, engagement desc nulls last, roles.post_id
            ) as turn
        from roles
        left join
            typical
            on typical.platform = roles.platform
            and typical.post_id = roles.post_id
            and typical.direction = case role when 'praise' then 'positive' else 'negative' end
            and role in ('praise', 'complaint')
    )

select
    role,
    row_number() over (
        partition by role
        order by least(term_count, 3) desc, engagement desc nulls last, platform, post_id
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
