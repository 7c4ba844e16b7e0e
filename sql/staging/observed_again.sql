-- The posts that were observed more than once. Most are heard once: whatever has to tell the
-- observations of a post apart looks at these alone.
-- Grain: platform, post_id.
with
    -- By hashes they are found in a fraction of the time; that two may share one does no harm here.
    shared as (
        select hash(platform, post_id) as post_key
        from segments
        group by post_key
        having count(*) > 1
    )

select platform, post_id
from segments
semi join shared on post_key = hash(platform, post_id)
group by platform, post_id
having count(*) > 1
