-- What each brand's own accounts answered, to whom and in which words. Apology and thanks are
-- told by a lexicon of six languages; a text's length leaves out addresses and the names it
-- begins with.
-- Grain: brand, platform, post_id.
with
    own as (
        select
            brand_handles.brand,
            posts.platform,
            posts.post_id,
            posts.source,
            posts.parent_id,
            coalesce(posts.thread_id, posts.parent_id) as thread,
            posts.posted_at,
            posts.period,
            posts.sentiment_sign,
            trim(regexp_replace(own_texts.body, '^(@\S+\s*)+|https?://\S+', '', 'g')) as said
        from posts
        join brand_handles on brand_handles.handle = lower(ltrim(posts.author_name, '@'))
        left join own_texts using (platform, post_id)
        where posts.is_owned and posts.parent_id is not null
    )

select
    brand,
    platform,
    post_id,

    source,
    parent_id,
    thread,
    posted_at,
    period,
    sentiment_sign,
    said,
    length(said) as character_count,
    regexp_matches(said, getvariable('apology_pattern'), 'i') as is_apology,
    regexp_matches(said, getvariable('thanks_pattern'), 'i') as is_thanks
from own
