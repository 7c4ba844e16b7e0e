-- The days of a window add up to the window.
select brand, period, sum(brand_daily.mention_count) as day_sum, brand_volume.mention_count
from brand_daily
join brand_volume using (brand, period)
group by all
having day_sum != brand_volume.mention_count
