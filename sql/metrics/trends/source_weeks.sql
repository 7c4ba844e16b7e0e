-- What each source brought of each brand in each seven days, counted back from the window's
-- end, and on how many of these days it was heard.
-- Grain: brand, source, week.
with
    weeks as (
        select
            day,
            getvariable('window_end_on')
            - 7
            * (
                1 + floor((date_diff('day', day, getvariable('window_end_on')) - 1) / 7)::integer
            ) as week
        from calendar
    ),

    heard as (
        select
            source,
            week,
            count(*) filter (where status = 'covered') as covered_count,
            count(*) filter (
                where status in ('covered', 'partial') or (status = 'limited' and post_count > 0)
            ) as heard_count
        from source_days
        join weeks using (day)
        -- The oldest days are no whole week.
        where week >= getvariable('history_first_on')
        group by all
    ),

    counts as (
        select
            brand,
            source,
            week,
            count(*) as mention_count,
            count(sentiment_sign) as judged_count,
            sum(sentiment_sign) as sign_sum
        from mentions
        join weeks using (day)
        where is_counted and not is_guessed
        group by all
    )

select
    brand,
    source,
    week,
    covered_count,
    heard_count,
    coalesce(mention_count, 0) as mention_count,
    coalesce(judged_count, 0) as judged_count,
    coalesce(sign_sum, 0) as sign_sum
from brands
cross join heard
left join counts using (brand, source, week)
