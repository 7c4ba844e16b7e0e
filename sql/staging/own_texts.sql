-- What the brands' own accounts answered, in the window and in the one it is compared with.
-- Grain: platform, post_id.
select segments.platform, segments.post_id, regexp_replace(segments.text, '\s+', ' ', 'g') as body
from segments
join posts using (place)
where
    segments.is_owned
    and posts.is_owned
    and posts.parent_id is not null
    and posts.period is not null
    and segments.posted_at
    >= least(getvariable('previous_first_on'), getvariable('window_first_on'))::timestamptz
