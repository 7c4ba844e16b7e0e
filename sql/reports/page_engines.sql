-- Which engine judged how many of the focus brand's mentions.
-- Grain: engine.
select sentiment_engine as engine, count(*) as post_count
from mentions
where brand = getvariable('focus_brand') and is_counted and period = 'window'
group by all
order by post_count desc, engine
