-- Stars of each brand's reviews, whole and by platform, product and version: their mean, what it
-- was, and how they are spread. Thin means are withheld.
-- Grain: brand, dimension, segment.
with
    spread as (
        select
            brand,
            dimension,
            segment,
            max(value) filter (where measure = 'stars_1') as one_share,
            max(value) filter (where measure = 'stars_2') as two_share,
            max(value) filter (where measure = 'stars_3') as three_share,
            max(value) filter (where measure = 'stars_4') as four_share,
            max(value) filter (where measure = 'stars_5') as five_share,
            max(verdict) filter (where measure = 'stars_1') as one_verdict,
            max(verdict) filter (where measure = 'stars_5') as five_verdict
        from voice_changes
        where starts_with(measure, 'stars_') and n >= getvariable('segment_min')
        group by brand, dimension, segment
    )

select
    voice_changes.brand,
    voice_changes.dimension,
    voice_changes.segment,

    brand_name,
    is_focus,
    n as review_count,
    previous_n as previous_review_count,
    case when n >= getvariable('segment_min') then value end as stars,
    case when n >= getvariable('segment_min') then low end as stars_low,
    case when n >= getvariable('segment_min') then high end as stars_high,
    case when previous_n >= getvariable('segment_min') then previous end as previous_stars,
    verdict,
    one_share,
    two_share,
    three_share,
    four_share,
    five_share,
    one_verdict,
    five_verdict,
    adequacy
from voice_changes
join brands using (brand)
left join spread using (brand, dimension, segment)
where measure = 'stars' and n > 0
order by position, voice_changes.dimension, n desc, voice_changes.segment
