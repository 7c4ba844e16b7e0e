-- The last observation of each post that names a brand or the market in some observation, or that a
-- brand wrote; other posts are only counted. It is found by its place: to join by that costs a
-- fraction of joining by platform and id.
-- Grain: platform, post_id.
with named as (select distinct platform, post_id from segments where len(brands) > 0 or is_owned)

select platform, post_id, arg_min(place, (- epoch_us(collected_at), source, - place)) as place
from segments
semi join named using (platform, post_id)
where
    -- What a post of the first days copies may lie before them.
    posted_at >= (getvariable('history_first_on') - 30)::timestamptz
    and posted_at < getvariable('window_end_on')::timestamptz
group by platform, post_id
