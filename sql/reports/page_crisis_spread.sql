-- Where the event was heard, how much of it, and whether it goes on there.
-- Grain: brand, dimension, segment.
select
    brand,
    dimension,
    segment,

    usual_count,
    peak_count,
    after_count,
    event_count,
    share(event_count, sum(event_count) over (partition by brand, dimension)) as share,
    state
from crisis_spread
order by brand, dimension, event_count desc, segment
