-- The weeks up to the window, from the first in which a source was heard; a week that was missed in
-- between has no count.
-- Grain: brand, week.
select
    brand,
    week,
    brand_name,
    is_focus,
    mention_count,
    author_count,
    net_sentiment,
    low,
    high,
    heard_count,
    is_part,
    is_missing
from brand_weekly
join brands using (brand)
where
    last_on >= (select min(day) from source_days where status = 'covered')
    -- A span of posts is taken to reach an hour or more past the last: that is no week of zero.
    and first_on <= (select max(day) from day_status where status = 'covered' or post_count > 0)
order by position, week
