-- What happened when, in the event: the first hour above the usual, the loudest hour, the hour in
-- which half had been said, the post with the most engagement, the first answer to one of its
-- posts, and the first day that no longer stood out. An hour is above the usual with five mentions
-- and four times as many as an hour of a usual day. Hours are left out where fewer than half of
-- the posts state their time.
-- Grain: brand, moment.
with
    exactness as (
        select brand, share(count(*) filter (where is_exact), count(*)) as exact_share
        from crisis_posts
        where is_event
        group by brand
    ),

    hours as (
        select crisis_hours.*, baseline_count / 24 as usual_count
        from crisis_hours
        join crisis_event using (brand)
        join exactness using (brand)
        where exact_share >= 0.5
    ),

    hours_told as (
        select
            brand,
            arg_min({'told_at':hour, 'counted':mention_count}, hour) filter (
                where mention_count >= greatest(5, 4 * usual_count)
            ) as above,
            arg_max(
                {'told_at':hour, 'counted':mention_count}, (mention_count, - epoch(hour))
            ) as loudest,
            min(hour) filter (where told_share >= 0.5) as half_at
        from hours
        group by brand
    ),

    loudest_posts as (
        select
            brand,
            arg_max(
                {'platform':platform, 'post_id':post_id, 'told_at':posted_at, 'counted':engagement},
                (engagement, platform, post_id)
            ) as post
        from crisis_posts
        where is_event and engagement > 0
        group by brand
    ),

    answered as (
        select brand, min(answered_at) as told_at
        from answers
        join crisis_posts using (brand, platform, post_id)
        where is_event
        group by brand
    ),

    moments as (
        select brand, 'above usual' as moment, above.told_at, above.counted
        from hours_told
        union all
        select brand, 'loudest hour', loudest.told_at, loudest.counted
        from hours_told
        union all
        select brand, 'half', half_at, null
        from hours_told
        union all
        select brand, 'loudest post', post.told_at, post.counted
        from loudest_posts
        union all
        select brand, 'first answer', told_at, null
        from answered
        union all
        select brand, 'over', last_on::timestamptz, null
        from crisis_event
        where last_on > end_on
    )

select
    moments.brand,
    moments.moment,

    moments.told_at,
    moments.counted,
    case when moment = 'loudest post' then post.platform end as platform,
    case when moment = 'loudest post' then post.post_id end as post_id
from moments
left join loudest_posts using (brand)
where moments.told_at is not null
