-- The brand health index of the focus brand: each component with its weight and what it gives.
-- Grain: component.
select
    component,

    weight,
    max(level) filter (where period = 'window') as level,
    max(level) filter (where period = 'previous') as previous_level,
    max(weight * level) filter (where period = 'window') as index_points,
    max(weight * level) filter (where period = 'previous') as previous_points
from health_components
where brand = getvariable('focus_brand')
group by component, weight
order by weight desc, component
