-- Each brand's seven days, counted back from the window's end, over all sources: as they came,
-- and as mentions of seven days that were heard. Where fewer than four were, nothing is known
-- of a week.
-- Grain: brand, week.
select
    brand,
    week,

    max(heard_count) as heard_count,
    sum(mention_count)::bigint as mention_count,
    case when max(heard_count) >= 4 then sum(mention_count) * 7 / max(heard_count) end as mentions,
    case when max(heard_count) >= 4 then sum(judged_count)::bigint end as judged_count,
    case when max(heard_count) >= 4 then sum(sign_sum)::bigint end as sign_sum
from source_weeks
group by brand, week
