-- Days on which each brand is spoken of clearly better or worse than usual.
-- Grain: brand, day.
select
    brand,
    day,

    brand_name,
    is_focus,
    direction,
    judged_count,
    author_count,
    net_sentiment,
    low,
    high,
    usual_net_sentiment,
    z_score,
    q_value
from emotional_peaks
join brands using (brand)
order by position, day
