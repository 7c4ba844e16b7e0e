-- How many mentions that called for an answer got one, and how soon; whole and by department,
-- weekday, hour of the post and channel. The rates are of the mentions that were due; those of a
-- segment with few are withheld.
-- Grain: brand, period, dimension, segment.
with
    answered as (from voice_rates where measure = 'answered'),

    in_time as (from voice_rates where measure = 'in_time'),

    hours as (
        select
            *,
            dimension = 'all' or asked_count - young_count >= getvariable('segment_min') as is_shown
        from answer_hours
    )

select
    hours.brand,
    hours.period,
    hours.dimension,
    hours.segment,

    asked_count,
    asked_count - young_count as due_count,
    young_count,
    answered_count,
    hours.author_count,
    early_count,
    case when is_shown then answered.value end as answered_share,
    case when is_shown then answered.low end as low,
    case when is_shown then answered.high end as high,
    case when is_shown then in_time.value end as within_share,
    case when is_shown then in_time.low end as within_low,
    case when is_shown then in_time.high end as within_high,
    case when is_shown then median_hours end as median_hours,
    case when is_shown then median_low end as median_low,
    case when is_shown then median_high end as median_high,
    case when is_shown then p90_hours end as p90_hours,
    adequacy(asked_count - young_count, getvariable('headline_min')) as adequacy
from hours
left join answered using (brand, period, dimension, segment)
left join in_time using (brand, period, dimension, segment)
