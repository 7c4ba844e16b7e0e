-- Each source on each day of the window.
-- Grain: source, day.
select
    source,
    day,

    case status when 'not asked' then 'after_data' else status end as status,
    post_count
from source_days
join calendar using (day)
where period = 'window'
order by source, day
