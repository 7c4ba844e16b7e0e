-- Where the change in the focus brand's mentions came from.
-- Grain: segment.
select
    source || case
        when count(*) over (partition by source) > 1 then ' · ' || channel else ''
    end as segment,

    mention_count,
    previous_count,
    mention_change as count_change
from volume_split
where brand = getvariable('focus_brand')
order by abs(mention_change) desc, segment
