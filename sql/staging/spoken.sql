-- The last observation of each post that names a brand or the market in some observation, or that a
-- brand wrote; other posts are only counted. It is found by its place: to join by that costs a
-- fraction of joining by platform and id.
-- Grain: platform, post_id.
with
    once as (
        select platform, post_id, place
        from segments
        anti join observed_again using (platform, post_id)
        where
            (len(brands) > 0 or is_owned)
            -- What a post of the first days copies may lie before them.
            and posted_at >= (getvariable('history_first_on') - 30)::timestamptz
            and posted_at < getvariable('window_end_on')::timestamptz
    ),

    again as (
        select
            platform,
            post_id,
            arg_min(place, (- epoch_us(collected_at), source, - place)) filter (
                where
                    posted_at >= (getvariable('history_first_on') - 30)::timestamptz
                    and posted_at < getvariable('window_end_on')::timestamptz
            ) as place
        from segments
        semi join observed_again using (platform, post_id)
        group by platform, post_id
        having bool_or(len(brands) > 0 or is_owned) and place is not null
    )

from once
union all
from again
