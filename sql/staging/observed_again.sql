-- The posts that were observed more than once. Most are heard once: whatever has to tell the
-- observations of a post apart looks at these alone.
-- Grain: platform, post_id.
with
    -- By hashes they are found in a fraction of the time; that two may share one does no harm here.
    keyed as (select hash(platform, post_id) as post_key from segments),

    -- To sort keys that mostly stand alone costs half of counting them.
    sorted as (select post_key, lag(post_key) over (order by post_key) as one_before from keyed),

    shared as (select post_key from sorted where post_key = one_before)

select platform, post_id
from segments
semi join shared on post_key = hash(platform, post_id)
group by platform, post_id
having count(*) > 1
