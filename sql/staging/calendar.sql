-- Each day of the history up to the end of the window, and the period it belongs to.
-- Grain: day.
with
    days as (
        select
            unnest(
                generate_series(
                    getvariable('history_first_on'),
                    getvariable('window_end_on') - 1,
                    interval 1 day
                )
            )::date as day
    )

select
    day,

    date_trunc('month', day)::date as month,
    -- The day on which its week began; `week_start` is 1 for Monday to 7 for Sunday.
    day - mod(isodow(day) - getvariable('week_start') + 7, 7)::integer as week,
    case
        when day >= getvariable('window_first_on')
        then 'window'
        when day >= getvariable('previous_first_on') and day < getvariable('previous_end_on')
        then 'previous'
    end as period,
    dayname(day) as weekday,
    case
        when day >= getvariable('window_first_on')
        then date_diff('day', getvariable('window_first_on'), day) + 1
        when day >= getvariable('previous_first_on') and day < getvariable('previous_end_on')
        then date_diff('day', getvariable('previous_first_on'), day) + 1
    end as day_number
from days
