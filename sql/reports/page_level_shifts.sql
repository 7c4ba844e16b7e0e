-- From when each brand is spoken of more, or less, than in the three months before, the latest
-- first.
-- Grain: brand, week.
select
    brand,
    week,

    brand_name,
    is_focus,
    direction,
    before_mean,
    after_mean,
    change_rate,
    z_score,
    cause,
    source
from level_shifts
join brands using (brand)
order by position, week desc
