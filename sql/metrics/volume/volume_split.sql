-- The change in each brand's mentions, split exactly by source, channel and topic; a post of
-- several
-- topics counts for the first of them in the order of the configuration.
-- With totals N and shares w, a cell's change N·w − N₀·w₀ is (N − N₀)·(w + w₀)/2 + (w − w₀)·(N +
-- N₀)/2:
-- what it would have brought had all cells grown alike, and what a shift of the mix did. The shifts
-- sum to zero, so the growth of all cells sums to the change.
-- Grain: brand, source, channel, topic.
with
    cells as (
        select
            brand,
            source,
            channel,
            coalesce(topics[1], 'none') as topic,
            count(*) filter (where period = 'window') as mention_count,
            count(*) filter (where period = 'previous') as previous_count
        from mentions
        where is_counted and period is not null
        group by all
    ),

    totals as (
        select
            *,
            sum(mention_count) over (partition by brand) as total,
            sum(previous_count) over (partition by brand) as previous_total
        from cells
    ),

    growths as (
        select
            *,
            (total - previous_total)
            * (share(mention_count, total) + share(previous_count, previous_total))
            / 2 as growth_count
        from totals
    )

select
    brand,
    source,
    channel,
    topic,

    mention_count,
    previous_count,
    mention_count - previous_count as mention_change,
    growth_count,
    mention_count - previous_count - growth_count as mix_count
from growths
