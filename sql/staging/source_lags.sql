-- How long after it was posted a post of the window was first heard, by source.
-- Grain: source.
with
    first_heard as (
        select source, platform, post_id, min(collected_at - posted_at) as lag
        from segments
        where
            posted_at >= getvariable('window_first_on')::timestamptz
            and posted_at < getvariable('window_end_on')::timestamptz
        group by all
    )

select source, count(*) as post_count, median(epoch(lag)) / 3600 as median_hours
from first_heard
group by all
