-- The focus brand against each competitor, metric by metric.
-- Grain: brand, metric.
select brand, metric, brand_name, focus_value, competitor_value, gap, low, high, verdict
from competitor_gaps
join brands using (brand)
order by metric, position
