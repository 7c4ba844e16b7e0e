-- The months up to the window, from the first in which a source was heard.
-- Grain: brand, month.
select brand, month, brand_name, is_focus, mention_count, net_sentiment, low, high, is_part
from brand_monthly
join brands using (brand)
where
    heard_count > 0
    and month >= (select date_trunc('month', min(day)) from source_days where status = 'covered')
order by position, month
