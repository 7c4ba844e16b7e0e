-- What each source and channel added to the change of the focus brand's net sentiment.
-- Grain: segment.
select
    source || case
        when count(*) over (partition by source) > 1 then ' · ' || channel else ''
    end as segment,

    mix_points,
    within_points,
    total_points,
    judged_count,
    previous_judged_count
from sentiment_split
where brand = getvariable('focus_brand') and total_points is not null
order by abs(total_points) desc, segment
