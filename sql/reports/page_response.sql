-- How the brands answer; only brands whose accounts are heard answering.
-- Grain: brand.
select
    brand,

    brand_name,
    is_focus,
    asked_count,
    due_count,
    young_count,
    answered_count,
    early_count,
    case when due_count >= getvariable('segment_min') then answered_share end as answered_share,
    case when due_count >= getvariable('segment_min') then low end as low,
    case when due_count >= getvariable('segment_min') then high end as high,
    median_hours,
    median_low,
    median_high,
    p90_hours,
    case when due_count >= getvariable('segment_min') then within_share end as within_share,
    getvariable('response_hours') as target_hours
from response
join brands using (brand)
where period = 'window'
order by position
