-- How far the level of each brand's weeks after a day lies from that of the weeks before:
-- moving sums (MOSUM; Eichinger and Kirch 2018) over thirteen weeks on either side, four at
-- least. A level is the mean of the doubled square roots of the counts, which a single loud
-- week is kept from moving: what lies over two spreads from the median of its nine weeks counts
-- as two. The spread is that of neighbouring weeks, or of weeks four apart where they drift,
-- and at least a Poisson count's. Weeks of which half was not heard are left out.
-- Grain: brand, week.
with
    roots as (
        select
            *,
            2 * sqrt(mentions + 0.375) as root,
            date_diff('day', getvariable('history_first_on'), week) / 7 as turn
        from brand_weeks
        where mentions is not null
    ),

    steps as (
        select
            *,
            median(root) over (
                partition by brand order by week rows between 4 preceding and 4 following
            ) as middle,
            abs(root - lag(root) over weeks) as near_step,
            abs(root - lag(root, 4) over weeks) as far_step
        from roots
        window weeks as (partition by brand order by week)
    ),

    -- The median of a difference of two is 0.954 spreads.
    spreads as (
        select
            *,
            greatest(
                1,
                median(near_step) over (partition by brand) / 0.954,
                median(far_step) over (partition by brand) / 0.954
            ) as spread
        from steps
    ),

    clipped as (
        select *, greatest(middle - 2 * spread, least(middle + 2 * spread, root)) as clipped_root
        from spreads
    ),

    levels as (
        select
            *,
            count(*) over before as before_count,
            avg(clipped_root) over before as before_root,
            avg(mentions) over before as before_mean,
            avg(turn) over before as before_turn,
            count(*) over after as after_count,
            avg(clipped_root) over after as after_root,
            avg(mentions) over after as after_mean,
            avg(turn) over after as after_turn,
            regr_sxx(clipped_root, turn) over before
            + regr_sxx(clipped_root, turn) over after as turn_squares,
            regr_sxy(clipped_root, turn) over before
            + regr_sxy(clipped_root, turn) over after as turn_products
        from clipped
        window
            before as (partition by brand order by week rows between 13 preceding and 1 preceding),
            after as (partition by brand order by week rows between current row and 12 following)
    )

select
    brand,
    week,

    mention_count,
    spread,
    before_mean,
    after_mean,
    case
        when before_count >= 4 and after_count >= 4
        then (after_root - before_root) / (spread * sqrt(1 / before_count + 1 / after_count))
    end as z_score,
    -- The same of what a straight line through both sides leaves of the step.
    case
        when before_count >= 4 and after_count >= 4
        then
            (
                after_root - before_root - turn_products / turn_squares * (after_turn - before_turn)
            ) / (
                spread * sqrt(
                    1 / before_count
                    + 1 / after_count
                    + pow(after_turn - before_turn, 2) / turn_squares
                )
            )
    end as step_z_score
from levels
