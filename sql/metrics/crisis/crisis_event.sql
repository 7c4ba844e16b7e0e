-- The event that a report on a crisis is about: the peak of the focus brand that brought the most
-- mentions above the usual, with the day before it and the day after, as far as the window goes.
-- Grain: brand.
select
    brand,

    peak_on,
    start_on,
    end_on,
    greatest(start_on - 1, getvariable('window_first_on')) as first_on,
    least(end_on + 1, getvariable('window_end_on') - 1) as last_on,
    mention_count,
    event_count,
    baseline_count
from spikes
where brand = getvariable('focus_brand') and period = 'window'
qualify row_number() over (order by mention_count - baseline_count desc, peak_on) = 1
