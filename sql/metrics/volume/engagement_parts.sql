-- What the reactions to mentions are made of, and how often they were seen: each part over the
-- mentions whose platform states it. What a platform does not state is not zero.
-- Grain: brand, period, part.
with
    parts as (
        unpivot (
            select brand, period, likes, replies, shares, quotes, views
            from mentions
            where is_counted and period is not null
        )
        on likes,
        replies,
        shares,
        quotes,
        views
        into name part value stated_count
    )

select
    brand,
    period,
    part,

    count(*) as known_count,
    -- Votes down can outnumber votes up; there are no fewer reactions than none.
    sum(greatest(stated_count, 0))::bigint as part_count
from parts
group by all
