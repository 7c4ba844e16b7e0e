-- The event hour by hour, in the report's time zone.
-- Grain: brand, hour.
select
    brand,
    hour,

    hour::date as day,
    hour(hour) as hour_of_day,
    strftime(hour, '%H:%M') as clock,
    mention_count,
    negative_count,
    answer_count,
    told_share
from crisis_hours
order by brand, hour
