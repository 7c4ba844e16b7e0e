-- Who, where and what made each event: what brought more mentions than usual on its peak day.
-- Grain: brand, peak_on, kind, rank.
select
    brand,
    peak_on,
    kind,
    rank,

    brand_name,
    driver_name,
    mention_count,
    usual_count,
    excess,
    excess_share
from spike_drivers
join brands using (brand)
order by position, peak_on, kind, rank
