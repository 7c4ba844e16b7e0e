-- The event that a report on a crisis is about; without one there is no row.
-- Grain: brand.
with
    called as (
        select brand, count(*) as asked_count, count(answered_at) as answered_count
        from answers
        join crisis_posts using (brand, platform, post_id)
        where is_event
        group by brand
    )

select
    brand,

    brand_name,
    peak_on,
    start_on,
    end_on,
    first_on,
    last_on,
    mention_count,
    event_count,
    baseline_count,
    -- Whether the window reaches past its end: else nobody can say that it is over.
    last_on > end_on as is_over,
    -- What called for an answer where the brand answers at all.
    asked_count,
    answered_count
from crisis_event
join brands using (brand)
left join called using (brand)
