-- Days that stand out: 4.5 spreads above the usual, half as much again, and ten mentions or
-- more. What a source brought in its first four weeks has no usual to stand out from, so a day must
-- stand out without it. After such a day there is a cooldown of two days: one that follows within
-- three is the same event.
-- Grain: brand, day.
with
    candidates as (
        select *
        from day_baselines
        where z_score >= 4.5 and dated_count >= 10 and dated_count >= 1.5 * baseline_count
    ),

    young as (select source, day as began_on from series_breaks where kind = 'began'),

    unsettled as (
        select brand, day, count(*) as young_count
        from mentions
        join young using (source)
        semi join candidates using (brand, day)
        where is_counted and not is_guessed and day < began_on + 28
        group by all
    ),

    settled as (
        select
            *,
            dated_count - coalesce(young_count, 0) as known_count,
            z_score
            - (2 * sqrt(dated_count + 0.375) - 2 * sqrt(known_count + 0.375))
            / spread as known_z_score
        from candidates
        left join unsettled using (brand, day)
    ),

    days as (
        select *
        from settled
        where
            young_count is null
            or known_z_score >= 4.5
            and known_count >= 10
            and known_count >= 1.5 * baseline_count
    ),

    starts as (
        select
            *, coalesce(day - lag(day) over (partition by brand order by day) > 3, true) as is_start
        from days
    )

select
    brand,
    day,

    sum(is_start::int) over (partition by brand order by day) as event,
    period,
    dated_count,
    baseline_count,
    z_score
from starts
