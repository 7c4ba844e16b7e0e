-- How many days of both windows show what is usual of a brand: some source was heard, and they are
-- of no event.
-- Grain: brand.
select brand, count(*) as day_count
from brand_daily
anti join spike_days using (brand, day)
where brand_daily.period is not null and brand_daily.status in ('covered', 'partial')
group by all
