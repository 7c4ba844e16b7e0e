-- What the posts of the window and of the one it is compared with say, as last observed.
-- Grain: platform, post_id.
select
    segments.platform,
    segments.post_id,

    posts.period,
    segments.title,
    segments.text,
    segments.is_cut,
    starts_with(segments.text, 'RT @') as is_repost,
    segments.url,
    -- One line to show: the title where there is one, else the text, without line breaks. Single
    -- spaces are left alone, which is most of the work.
    regexp_replace(
        case when segments.title != '' then segments.title else segments.text end,
        '\s{2,}|[^\S ]',
        ' ',
        'g'
    ) as headline,
    regexp_replace(
        case when segments.text != '' then segments.text else segments.title end,
        '\s{2,}|[^\S ]',
        ' ',
        'g'
    ) as body
from segments
join posts using (place)
semi join mentions using (place)
where
    posts.period is not null
    and segments.posted_at
    >= least(getvariable('previous_first_on'), getvariable('window_first_on'))::timestamptz
