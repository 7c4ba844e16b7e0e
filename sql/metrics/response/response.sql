-- How many mentions that called for an answer got one, and how soon.
-- Grain: brand, period.
select * exclude (dimension, segment) from response_segments where dimension = 'all'
