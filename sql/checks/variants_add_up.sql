-- The writings of a brand's name that mentions were found by add up to the mentions.
select brand, period, sum(brand_variants.mention_count) as variant_sum, brand_volume.mention_count
from brand_variants
join brand_volume using (brand, period)
group by all
having variant_sum != brand_volume.mention_count
