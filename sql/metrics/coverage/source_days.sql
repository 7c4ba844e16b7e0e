-- Each source's days: covered, limited (it may hold more), partial, silent, missing or not asked.
-- Grain: source, day.
with
    days as (
        select
            sources.source,
            calendar.day,
            calendar.day::timestamptz as starts_at,
            (calendar.day + 1)::timestamptz as ends_at
        from sources
        cross join calendar
    ),

    heard as (
        select
            days.source,
            days.day,
            bool_or(heard_from <= days.starts_at and heard_to >= days.ends_at) as is_covered
        from days
        join
            heard_spans
            on heard_spans.source = days.source
            and heard_from < days.ends_at
            and heard_to > days.starts_at
        group by all
    ),

    faults as (
        select source, 'failed' as fault, covered_from as fault_from, covered_to as fault_to
        from ledger
        where status = 'failed'
        union all
        select source, 'limit', limited_from, limited_to
        from ledger
        union all
        select source, 'gap', first_on::timestamptz, (last_on + 1)::timestamptz
        from known_gaps
    ),

    marks as (
        select
            days.source,
            days.day,
            bool_or(fault = 'failed') as is_missed,
            bool_or(fault = 'limit') as is_limited,
            bool_or(fault = 'gap') as is_known_gap
        from days
        join
            faults
            on faults.source = days.source
            and fault_from < days.ends_at
            and fault_to > days.starts_at
        group by all
    ),

    counted as (
        select
            source,
            day,
            coalesce(post_count, 0) as post_count,
            is_covered,
            is_missed,
            is_limited,
            is_known_gap,
            -- Posts the source brings on such a weekday, judged by the eight weeks before.
            median(coalesce(post_count, 0)) over (
                partition by source, dayname(day)
                order by day
                rows between 8 preceding and 1 preceding
            ) as usual_count
        from days
        left join post_counts using (source, day)
        left join heard using (source, day)
        left join marks using (source, day)
    )

select
    source,
    day,

    case
        when is_known_gap
        then 'missing'
        -- Where ten posts are usual, none has a chance of 1 in 20,000: silence is a fault, not
        -- news.
        when is_covered and post_count = 0 and usual_count >= 10
        then 'silent'
        when is_covered
        then 'covered'
        when is_limited
        then 'limited'
        when not is_covered
        then 'partial'
        when is_missed
        then 'missing'
        else 'not asked'
    end as status,
    post_count,
    usual_count
from counted
