-- Positive, neutral, negative and unknown mentions add up to all counted mentions.
select brand, period, brand_volume.mention_count, judged_count + unknown_count as total
from brand_volume
left join sentiment_shares using (brand, period)
where brand_volume.mention_count != coalesce(judged_count + unknown_count, 0)
