-- Which brands are named together, and how often beside chance.
-- Grain: brand, other_brand.
select
    ours.brand,
    other_brand,

    ours.brand_name,
    theirs.brand_name as other_name,
    ours.is_focus,
    post_count,
    author_count,
    brand_share,
    expected_count,
    lift,
    low,
    high
from co_mentions
join brands as ours using (brand)
join brands as theirs on theirs.brand = other_brand
order by ours.position, theirs.position
