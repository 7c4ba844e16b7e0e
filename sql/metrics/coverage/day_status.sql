-- Whether all sources were heard on a day, some, or none. Of a day of which a source gave no post
-- before it stopped at its limit nothing is known.
-- Grain: day.
select
    day,

    case
        when count(*) filter (where status = 'covered') = count(*)
        then 'covered'
        when count(*) filter (where status = 'not asked') = count(*)
        then 'not asked'
        when
            count(*) filter (
                where status in ('covered', 'partial') or (status = 'limited' and post_count > 0)
            )
            = 0
        then 'missing'
        else 'partial'
    end as status,
    count(*) as source_count,
    count(*) filter (where status = 'covered') as covered_count,
    sum(post_count) as post_count
from source_days
group by all
