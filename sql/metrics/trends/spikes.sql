-- Events: runs of days that stand out, named after their highest day.
-- Grain: brand, peak_on.
with
    events as (
        select
            brand,
            event,
            -- Of equal days the first, so that all that is said of the peak is of one day.
            arg_max(
                {'day':day, 'baseline':baseline_count, 'z':z_score},
                (dated_count, - date_diff('day', date '1970-01-01', day))
            ) as peak,
            min(day) as start_on,
            max(day) as end_on,
            max(dated_count) as mention_count,
            sum(dated_count) as event_count
        from spike_days
        group by all
    )

select
    brand,
    peak.day as peak_on,

    calendar.period,
    start_on,
    end_on,
    mention_count,
    event_count,
    peak.baseline as baseline_count,
    mention_count / greatest(peak.baseline, 1) as ratio,
    peak.z as z_score
from events
join calendar on calendar.day = peak.day
