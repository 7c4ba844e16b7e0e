-- Advocacy of each brand, whole and by channel, now and before: praise against complaints and
-- wishes to leave.
-- Grain: brand, segment.
select
    brand,
    segment,

    brand_name,
    is_focus,
    n as post_count,
    author_count,
    case when n >= getvariable('segment_min') then value end as advocacy,
    case when n >= getvariable('segment_min') then low end as low,
    case when n >= getvariable('segment_min') then high end as high,
    case when previous_n >= getvariable('segment_min') then previous end as previous_value,
    verdict,
    adequacy
from voice_changes
join brands using (brand)
where measure = 'advocacy' and n > 0
order by position, segment != 'all', n desc, segment
