-- Each brand's share of voice now and before; of one brand alone there is none.
-- Grain: brand.
with
    shares as (
        select
            brand,
            max(mention_count) filter (where period = 'window') as mention_count,
            max(share_of_voice) filter (where period = 'window') as share,
            max(share_of_voice) filter (where period = 'previous') as previous_share
        from share_of_voice
        group by all
    )

select
    brand,

    brand_name,
    is_focus,
    mention_count,
    share,
    previous_share,
    share - previous_share as share_change
from shares
join brands using (brand)
where (select count(*) from brands) > 1
order by position
