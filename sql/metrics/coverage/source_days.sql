-- What is known of each source on each day: covered, partial, silent, missing or not asked.
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

    counts as (select source, day, post_count from post_counts),

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

    missed as (
        select distinct days.source, days.day
        from days
        join
            ledger
            on ledger.source = days.source
            and ledger.status = 'failed'
            and ledger.covered_from < days.ends_at
            and ledger.covered_to > days.starts_at
    ),

    gaps as (
        select distinct days.source, days.day
        from days
        join
            known_gaps
            on known_gaps.source = days.source
            and days.day between known_gaps.first_on and known_gaps.last_on
    ),

    counted as (
        select
            source,
            day,
            coalesce(post_count, 0) as post_count,
            is_covered,
            missed.day is not null as is_missed,
            gaps.day is not null as is_known_gap,
            -- Posts the source brings on such a weekday, judged by the eight weeks before.
            median(coalesce(post_count, 0)) over (
                partition by source, dayname(day)
                order by day
                rows between 8 preceding and 1 preceding
            ) as usual_count
        from days
        left join counts using (source, day)
        left join heard using (source, day)
        left join missed using (source, day)
        left join gaps using (source, day)
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
        when not is_covered
        then 'partial'
        when is_missed
        then 'missing'
        else 'not asked'
    end as status,
    post_count,
    usual_count
from counted
