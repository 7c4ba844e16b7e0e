-- The split of the change in mentions adds up to the change itself.
with
    totals as (
        select
            brand,
            sum(mention_count) filter (where period = 'window')
            - sum(mention_count) filter (where period = 'previous') as mention_change
        from brand_volume
        group by all
    )

select brand, totals.mention_change, sum(volume_split.mention_change) as split_sum
from totals
join volume_split using (brand)
group by all
having totals.mention_change != split_sum
