-- Where the change in the focus brand's mentions came from: by source and channel; where there is
-- but
-- one, by topic. The table `changes` has all cells.
-- Grain: segment.
with
    cells as (
        select
            volume_split.*,
            source || case
                when count(distinct channel) over (partition by source) > 1
                then ' · ' || channel
                else ''
            end as source_name,
            coalesce(topic_name, 'No topic') as topic_name,
            (count(distinct(source, channel)) over ()) > 1 as is_by_source
        from volume_split
        left join taxonomy using (topic)
        where brand = getvariable('focus_brand')
    ),

    named as (
        select
            *,
            case when is_by_source then 'source' else 'topic' end as dimension,
            case when is_by_source then source_name else topic_name end as segment
        from cells
    )

select
    segment,

    dimension,
    sum(mention_count)::bigint as mention_count,
    sum(previous_count)::bigint as previous_count,
    sum(mention_change)::bigint as count_change,
    sum(growth_count order by source, channel, topic) as growth_count,
    sum(mix_count order by source, channel, topic) as mix_count
from named
group by all
order by abs(sum(mention_change)) desc, segment
