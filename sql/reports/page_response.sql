-- How the brands answer; only brands whose accounts are heard answering.
-- Grain: brand.
select
    brand,

    brand_name,
    is_focus,
    asked_count,
    answered_count,
    answered_share,
    low,
    high,
    median_hours,
    p90_hours,
    within_share,
    getvariable('response_hours') as target_hours
from response
join brands using (brand)
where period = 'window'
order by position
