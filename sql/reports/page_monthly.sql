-- The months up to the window, from the first in which a source was heard.
-- Grain: brand, month.
select
    brand,
    month,

    brand_name,
    is_focus,
    mention_count,
    net_sentiment,
    low,
    high,
    is_part,
    -- Another source is heard from here on, or one less: the line crosses to other ground.
    month in (select date_trunc('month', day) from series_breaks) as is_break
from brand_monthly
join brands using (brand)
where
    heard_count > 0
    -- A span of posts is taken to reach an hour or more past the last: that is no month of zero.
    and (
        not is_part
        or month in (select date_trunc('month', day) from day_status where post_count > 0)
    )
    and month >= (select date_trunc('month', min(day)) from source_days where status = 'covered')
order by position, month
