-- How much was said of each brand, counted three ways.
-- Grain: brand.
select
    brand,

    brand_name,
    is_focus,
    raw_count,
    unique_count,
    mention_count,
    case when author_known_count > 0 then author_count end as author_count,
    author_known_count,
    spam_count,
    copy_count,
    owned_count,
    per_day,
    previous_per_day,
    per_day_change_rate as change_rate,
    case
        when per_day_change is null then 'not comparable' else verdict(change_low, change_high)
    end as verdict,
    engagement,
    engagement_per_post
from brand_volume
join brands using (brand)
left join like_for_like using (brand)
where period = 'window'
order by position
