-- The days of the window with the same day of the window before and what is usual; a day nobody
-- heard has no count.
-- Grain: brand, day.
with spike_peaks as (select brand, peak_on as day from spikes)

select
    brands.brand,
    brand_daily.day,

    brands.brand_name,
    brands.is_focus,
    brand_daily.day_number,
    case
        brand_daily.status when 'not asked' then 'after_data' else brand_daily.status
    end as status,
    case
        when brand_daily.status in ('covered', 'partial') or brand_daily.mention_count > 0
        then brand_daily.mention_count
    end as mention_count,
    case
        when before.status in ('covered', 'partial') or before.mention_count > 0
        then before.mention_count
    end as previous_count,
    baseline_count,
    spike_peaks.day is not null as is_spike
from brand_daily
join brands using (brand)
left join
    brand_daily as before
    on before.brand = brand_daily.brand
    and before.period = 'previous'
    and before.day_number = brand_daily.day_number
left join
    day_baselines on day_baselines.brand = brand_daily.brand and day_baselines.day = brand_daily.day
left join spike_peaks on spike_peaks.brand = brand_daily.brand and spike_peaks.day = brand_daily.day
where brand_daily.period = 'window'
order by brands.position, brand_daily.day
