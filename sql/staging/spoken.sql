-- Posts that name a brand or the market in some observation, or that a brand wrote; the others are
-- only counted.
-- Grain: platform, post_id.
select distinct platform, post_id from segments where len(brands) > 0 or is_owned
