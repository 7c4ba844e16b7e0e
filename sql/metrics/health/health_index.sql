-- The brand health index, 0 to 100: the weighted mean of its components. Where one of them is not
-- known there is no index, because another mean would not be comparable.
-- Grain: brand, period.
select
    brand,
    period,

    case
        when count(level) = count(*) then sum(weight * level order by component)
    end as index_level,
    string_agg(component, ', ' order by component) filter (
        where level is null
    ) as unknown_components
from health_components
group by all
