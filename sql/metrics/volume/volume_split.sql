-- The change in the focus brand's and its competitors' mentions, split exactly by source and
-- channel.
-- Grain: brand, source, channel.
select
    brand,
    source,
    channel,

    count(*) filter (where period = 'window') as mention_count,
    count(*) filter (where period = 'previous') as previous_count,
    count(*) filter (where period = 'window')
    - count(*) filter (where period = 'previous') as mention_change
from mentions
where is_counted and period is not null
group by all
