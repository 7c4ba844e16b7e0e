-- What the posts of the window and of the one it is compared with say.
-- Grain: platform, post_id.
select
    segments.platform,
    segments.post_id,

    posts.period,
    segments.title,
    segments.text,
    segments.is_cut,
    segments.url,
    -- One line to show: the title where there is one, else the text, without line breaks.
    regexp_replace(
        case when segments.title != '' then segments.title else segments.text end, '\s+', ' ', 'g'
    ) as headline,
    regexp_replace(
        case when segments.text != '' then segments.text else segments.title end, '\s+', ' ', 'g'
    ) as body
from segments
join posts using (platform, post_id)
semi join mentions using (platform, post_id)
where
    posts.period is not null
    and segments.posted_at
    >= least(getvariable('previous_first_on'), getvariable('window_first_on'))::timestamptz
qualify
    row_number() over (
        partition by segments.platform, segments.post_id
        order by segments.collected_at desc, segments.source, segments.place desc
    )
    = 1
