-- Where the event was heard, by channel and by language: a usual day of both windows, the peak
-- day, and the day after the event where it lies in the window. A part has quietened when that day
-- has at most twice the usual, and grows when it has more than the peak day.
-- Grain: brand, dimension, segment.
with
    told as (
        select brand, 'channel' as dimension, channel as segment, day, author_key
        from mentions
        where is_counted and period is not null and not is_guessed
        union all
        select brand, 'language', coalesce(language, 'unknown'), day, author_key
        from mentions
        where is_counted and period is not null and not is_guessed
    ),

    days as (
        select brand, dimension, segment, day, count(*) as mention_count
        from told
        semi join crisis_event using (brand)
        group by all
    ),

    usual as (
        select brand, dimension, segment, sum(mention_count) as mention_count
        from days
        anti join spike_days using (brand, day)
        group by all
    ),

    parts as (
        select
            brand,
            dimension,
            segment,
            last_on > end_on as is_over,
            coalesce(sum(days.mention_count) filter (where day = peak_on), 0) as peak_count,
            coalesce(sum(days.mention_count) filter (where day = last_on), 0) as last_count,
            coalesce(
                sum(days.mention_count) filter (where day between start_on and end_on), 0
            ) as event_count
        from days
        join crisis_event using (brand)
        group by all
    )

select
    parts.brand,
    parts.dimension,
    parts.segment,

    coalesce(usual.mention_count, 0) / day_count as usual_count,
    peak_count,
    case when is_over then last_count end as after_count,
    event_count,
    case
        when not is_over
        then 'not over'
        when last_count > peak_count
        then 'grows'
        when last_count > greatest(2 * coalesce(usual.mention_count, 0) / day_count, 2)
        then 'above usual'
        else 'as usual'
    end as state
from parts
join quiet_days using (brand)
left join
    usual
    on usual.brand = parts.brand
    and usual.dimension = parts.dimension
    and usual.segment = parts.segment
where event_count > 0
