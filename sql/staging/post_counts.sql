-- How many posts each source brought on each day, whether they name a brand or not.
-- Grain: source, day.
select
    source,
    posted_at::date as day,

    -- Hashes take a tenth of the memory of the names.
    count(distinct hash(platform, post_id)) filter (
        where posted_precision != 'guessed'
    ) as post_count,
    max(posted_at) as last_seen_at
from segments
where
    posted_at >= getvariable('history_first_on')::timestamptz
    and posted_at < getvariable('window_end_on')::timestamptz
group by all
