-- How many posts each source brought on each day, whether they name a brand or not.
-- Grain: source, day.
with
    heard as (
        select
            source,
            posted_at::date as day,
            count(*) filter (where posted_precision != 'guessed') as observation_count,
            max(posted_at) as last_seen_at
        from segments
        where
            posted_at >= getvariable('history_first_on')::timestamptz
            and posted_at < getvariable('window_end_on')::timestamptz
        group by all
    ),

    heard_again as (
        select
            source,
            posted_at::date as day,
            count(*) - count(distinct(platform, post_id)) as again_count
        from segments
        semi join observed_again using (platform, post_id)
        where posted_precision != 'guessed'
        group by all
    )

select source, day, observation_count - coalesce(again_count, 0) as post_count, last_seen_at
from heard
left join heard_again using (source, day)
