-- Posts that repeat one another, word for word or nearly (they share a key of MinHash), and what
-- that
-- says of their authors. A cluster is named after the first post of its key that is earliest.
-- Spam across posts: `flood`, what one author repeats ten times or more within a week either way,
-- the first time apart; `link_ring`, five accounts or more that each put the same text with a
-- link to
-- the same site at least twice. Nothing is deleted by either.
-- Grain: platform, post_id.
with
    observed as (
        select
            platform,
            post_id,
            posted_at,
            author,
            is_owned,
            text_key,
            near_keys,
            nullif(regexp_extract(text, 'https?://(?:www\.)?([^/\s]+)', 1), '') as site
        from segments
        semi join spoken using (platform, post_id)
        where
            text_key is not null
            and posted_at >= (getvariable('history_first_on') - 30)::timestamptz
            and posted_at < getvariable('window_end_on')::timestamptz
        qualify
            row_number() over (
                partition by platform, post_id order by collected_at desc, source, place desc
            )
            = 1
    ),

    keyed as (
        select
            platform,
            post_id,
            posted_at,
            unnest(list_append(coalesce(near_keys, []), (hash(text_key) >> 1)::bigint)) as copy_key
        from observed
    ),

    -- Most keys stand alone; to count them costs less than to sort them.
    shared as (select copy_key from keyed group by copy_key having count(*) > 1),

    linked as (
        select
            platform,
            post_id,
            posted_at,
            first_value(platform || ':' || post_id) over of_key as first_post,
            first_value(posted_at) over of_key as first_at,
            lag(posted_at) over of_key as before_at
        from keyed
        semi join shared using (copy_key)
        window of_key as (partition by copy_key order by posted_at, platform, post_id)
    ),

    clustered as (
        select
            platform,
            post_id,
            posted_at,
            arg_min(first_post, (first_at, first_post)) as cluster_key,
            coalesce(max(before_at) >= posted_at - interval 30 days, false) as is_repeat
        from linked
        group by platform, post_id, posted_at
    )

select
    platform,
    post_id,

    cluster_key,
    count(*) over (partition by cluster_key) as cluster_count,
    is_repeat,
    posted_at,
    author,
    is_owned,
    site
from clustered
join observed using (platform, post_id, posted_at)
