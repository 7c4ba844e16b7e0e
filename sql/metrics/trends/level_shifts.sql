-- Weeks from which a brand is spoken of more, or less, than in the three months before: those
-- that stand out by four spreads, the highest within four weeks either way, and by two of what a
-- straight line leaves, for growth has no week of its own. The shift is a
-- source's, not the brand's, if four fifths of it are that source's and the days on which it
-- was covered changed by a quarter at the same time.
-- Grain: brand, week.
with
    marked as (
        select
            *,
            max(abs(z_score)) over (
                partition by brand
                order by
                    week range between interval 28 days preceding and interval 28 days following
            ) as highest
        from week_levels
    ),

    shifts as (
        select *
        from marked
        where abs(z_score) >= 4 and abs(z_score) = highest and step_z_score * sign(z_score) >= 2
        -- Of equal weeks in a row the first.
        qualify coalesce(week - lag(week) over (partition by brand order by week) > 28, true)
    ),

    sides as (
        select
            shifts.brand,
            shifts.week,
            source_weeks.source,
            source_weeks.week >= shifts.week as is_after,
            avg(source_weeks.mention_count) as weekly,
            avg(source_weeks.covered_count) / 7 as covered_share
        from shifts
        join
            source_weeks
            on source_weeks.brand = shifts.brand
            and source_weeks.week between shifts.week - 91 and shifts.week + 84
        group by all
    ),

    parts as (
        select
            brand,
            week,
            source,
            coalesce(max(weekly) filter (where is_after), 0)
            - coalesce(max(weekly) filter (where not is_after), 0) as weekly_change,
            abs(
                coalesce(max(covered_share) filter (where is_after), 0)
                - coalesce(max(covered_share) filter (where not is_after), 0)
            ) as covered_change,
            share(
                abs(weekly_change), abs(sum(weekly_change) over (partition by brand, week))
            ) as part
        from sides
        group by brand, week, source
    ),

    causes as (
        select
            brand,
            week,
            arg_max(source, part) filter (where part >= 0.8 and covered_change >= 0.25) as source
        from parts
        group by all
    )

select
    brand,
    week,

    case when z_score > 0 then 'up' else 'down' end as direction,
    before_mean,
    after_mean,
    change_rate(after_mean, before_mean) as change_rate,
    z_score,
    case when source is null then 'brand' else 'source' end as cause,
    source
from shifts
left join causes using (brand, week)
