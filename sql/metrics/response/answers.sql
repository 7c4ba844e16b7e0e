-- Mentions that called for an answer (a question, or negative), where the brand has answered
-- before, with its first answer in the same period; an answer from before the post, as to an edited
-- review, is none.
-- Grain: brand, platform, post_id.
with
    owned_posts as (
        select
            brand_handles.brand,
            posts.source,
            posts.platform,
            posts.parent_id,
            posts.posted_at,
            posts.period
        from posts
        join brand_handles on brand_handles.handle = lower(ltrim(posts.author_name, '@'))
        where posts.is_owned and posts.parent_id is not null
    ),

    answering as (select distinct brand, source from owned_posts),

    first_answers as (
        select
            mentions.brand,
            mentions.platform,
            mentions.post_id,
            min(owned_posts.posted_at) as answered_at
        from mentions
        join
            owned_posts
            on owned_posts.brand = mentions.brand
            and owned_posts.platform = mentions.platform
            and owned_posts.parent_id = mentions.post_id
            -- What was answered later is not known of the window yet, so it is not counted of the
            -- period before either.
            and owned_posts.period = mentions.period
            and owned_posts.posted_at >= mentions.posted_at
        where mentions.is_counted and mentions.period is not null
        group by all
    )

select
    mentions.brand,
    mentions.platform,
    mentions.post_id,

    mentions.period,
    mentions.channel,
    mentions.sentiment,
    texts.is_question,
    mentions.posted_at,
    answered_at,
    date_diff('second', mentions.posted_at, answered_at) / 3600 as answer_hours
from mentions
join texts using (platform, post_id)
semi join answering on answering.brand = mentions.brand and answering.source = mentions.source
left join
    first_answers
    on first_answers.brand = mentions.brand
    and first_answers.platform = mentions.platform
    and first_answers.post_id = mentions.post_id
where
    mentions.is_counted
    and mentions.period is not null
    and (texts.is_question or mentions.sentiment = 'negative')
