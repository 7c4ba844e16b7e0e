-- How the focus brand answers, by department, weekday, hour of the post and channel.
-- Grain: dimension, segment.
select
    dimension,
    segment,

    asked_count,
    due_count,
    young_count,
    answered_count,
    answered_share,
    low,
    high,
    within_share,
    median_hours,
    p90_hours
from response_segments
where brand = getvariable('focus_brand') and period = 'window' and dimension != 'all'
order by
    dimension,
    case
        when dimension = 'weekday'
        then
            list_position(
                ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
                segment
            )
        when dimension in ('department', 'channel')
        then - asked_count
    end,
    segment
