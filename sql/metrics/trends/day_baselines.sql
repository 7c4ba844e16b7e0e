-- What each day would usually bring a brand: the same weekday's median in the twelve weeks
-- before, over days that were heard, and how far the day is from it. Distances are of the
-- doubled square roots of the counts: there a Poisson count has a spread of one whatever its
-- level, and a burst does not look larger than it is (Anscombe 1948). Posts come in
-- conversations, so their spread is larger, and it is taken from all days of the twelve weeks:
-- of one weekday there are too few to know it.
-- Grain: brand, day.
with
    heard as (
        select
            brand,
            day,
            period,
            dated_count,
            dayname(day) as weekday,
            2 * sqrt(dated_count + 0.375) as root,
            case when status in ('covered', 'partial') then dated_count end as heard_count,
            case when status in ('covered', 'partial') then root end as heard_root
        from brand_daily
    ),

    medians as (
        select
            *,
            count(heard_count) over same_weekday as week_count,
            median(heard_count) over same_weekday as baseline_count,
            root - median(heard_root) over same_weekday as distance,
            mad(heard_root) over same_weekday as deviation
        from heard
        window
            same_weekday as (
                partition by brand, weekday order by day rows between 12 preceding and 1 preceding
            )
    ),

    spreads as (
        select
            *,
            greatest(
                1.4826 * case
                    when count(distance) filter (where heard_count is not null) over all_days >= 14
                    then median(abs(distance)) filter (where heard_count is not null) over all_days
                    else deviation
                end,
                -- At least a Poisson count's, and the median's own: 1.25 spreads over the root of
                -- n.
                sqrt(1 + 1.57 / week_count)
            ) as spread
        from medians
        where week_count >= 4
        window
            all_days as (partition by brand order by day rows between 84 preceding and 1 preceding)
    )

select
    brand,
    day,

    period,
    dated_count,
    week_count,
    baseline_count,
    spread,
    distance / spread as z_score
from spreads
