-- Events: runs of days that stand out, named after their highest day.
-- Grain: brand, peak_on.
with
    events as (
        select
            brand,
            event,
            arg_max(day, (dated_count, - date_diff('day', date '1970-01-01', day))) as peak_on,
            min(day) as start_on,
            max(day) as end_on,
            max(dated_count) as mention_count,
            sum(dated_count) as event_count,
            arg_max(baseline_count, dated_count) as baseline_count,
            arg_max(z_score, dated_count) as z_score
        from spike_days
        group by all
    )

select
    brand,
    peak_on,

    calendar.period,
    start_on,
    end_on,
    mention_count,
    event_count,
    baseline_count,
    mention_count / greatest(baseline_count, 1) as ratio,
    z_score
from events
join calendar on calendar.day = events.peak_on
