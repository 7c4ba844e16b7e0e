-- How far the level of each brand's weeks after a day lies from that of the weeks before:
-- moving sums (MOSUM; Eichinger and Kirch 2018) over thirteen weeks on either side, four at
-- least. A level is the mean of the doubled square roots of the counts, which a single loud
-- week is kept from moving: what lies over two spreads from the median of its nine weeks counts
-- as two. The spread is that of neighbouring weeks, or of weeks four apart where they drift,
-- and at least a Poisson count's. Weeks of which half was not heard are left out.
-- Grain: brand, week.
with
    roots as (
        select *, 2 * sqrt(mentions + 0.375) as root from brand_weeks where mentions is not null
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
            count(*) over after as after_count,
            avg(clipped_root) over after as after_root,
            avg(mentions) over after as after_mean,
            avg(clipped_root) over near_after - avg(clipped_root) over near_before as near_change
        from clipped
        window
            before as (partition by brand order by week rows between 13 preceding and 1 preceding),
            after as (partition by brand order by week rows between current row and 12 following),
            near_before as (
                partition by brand order by week rows between 4 preceding and 1 preceding
            ),
            near_after as (
                partition by brand order by week rows between current row and 3 following
            )
    )

select
    brand,
    week,

    mention_count,
    spread,
    before_mean,
    after_mean,
    -- Of a step the weeks next to it have all, of steady growth a third.
    near_change / nullif(after_root - before_root, 0) as step_share,
    case
        when before_count >= 4 and after_count >= 4
        then (after_root - before_root) / (spread * sqrt(1 / before_count + 1 / after_count))
    end as z_score
from levels
