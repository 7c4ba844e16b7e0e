-- Posts that repeat one another, word for word or nearly (they share a key of MinHash), as last
-- observed. A cluster is named after the first post of its key that is earliest. A repeat follows
-- within 30 days on another post of its keys, a copy on one of the same text.
-- Grain: platform, post_id.
with
    observed as (
        select
            place,
            spoken.platform,
            spoken.post_id,
            posted_at,
            author,
            is_owned,
            hash(text_key) as text_hash,
            near_keys
        from segments
        join spoken using (place)
        where text_key is not null
    ),

    -- Many keys a post: nothing but numbers is carried along.
    keyed as (
        select
            place,
            unnest(list_append(coalesce(near_keys, []), (text_hash >> 1)::bigint)) as copy_key
        from observed
    ),

    -- Most keys stand alone; to sort them costs half of counting them.
    sorted as (select copy_key, lag(copy_key) over (order by copy_key) as one_before from keyed),

    shared as (select copy_key from sorted where copy_key = one_before),

    linked as (
        select
            place,
            first_value(platform || ':' || post_id) over of_key as first_post,
            first_value(posted_at) over of_key as first_at,
            posted_at - lag(posted_at) over of_key as pause
        from keyed
        semi join shared using (copy_key)
        join observed using (place)
        window of_key as (partition by copy_key order by posted_at, platform, post_id)
    ),

    clustered as (
        select
            place,
            arg_min(first_post, (first_at, first_post)) as cluster_key,
            coalesce(min(pause) <= interval 30 days, false) as is_repeat
        from linked
        group by place
    )

select
    platform,
    post_id,

    place,
    cluster_key,
    count(*) over (partition by cluster_key) as cluster_count,
    is_repeat,
    -- A copy repeats a text that was posted in the 30 days before it, by anybody.
    coalesce(
        posted_at
        - lag(posted_at) over (partition by text_hash order by posted_at, platform, post_id)
        <= interval 30 days,
        false
    ) as is_copy,
    posted_at,
    author,
    is_owned
from clustered
join observed using (place)
