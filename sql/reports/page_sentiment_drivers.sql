-- What each source and channel added to the change of the focus brand's net sentiment; where there
-- is but one, each topic. The table `changes` has all cells.
-- Grain: segment.
with
    cells as (
        select
            sentiment_split.*,
            source || case
                when count(distinct channel) over (partition by source) > 1
                then ' · ' || channel
                else ''
            end as source_name,
            coalesce(topic_name, 'No topic') as topic_name,
            (count(distinct(source, channel)) over ()) > 1 as is_by_source
        from sentiment_split
        left join taxonomy using (topic)
        where brand = getvariable('focus_brand') and total_points is not null
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
    sum(mix_points order by source, channel, topic) as mix_points,
    sum(within_points order by source, channel, topic) as within_points,
    sum(total_points order by source, channel, topic) as total_points,
    sum(judged_count)::bigint as judged_count,
    sum(previous_judged_count)::bigint as previous_judged_count
from named
group by all
order by abs(sum(total_points order by source, channel, topic)) desc, segment
