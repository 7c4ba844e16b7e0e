-- The comparisons of the report's brand with each competitor: for it and against it.
-- Grain: brand.
select
    brand,

    brand_name,
    comparison_count,
    for_count,
    against_count,
    won_count,
    lost_count,
    for_share,
    low,
    high,
    verdict
from comparison_balance
join brands using (brand)
order by position
