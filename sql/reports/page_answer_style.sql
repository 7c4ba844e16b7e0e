-- How each brand's own answers sound: their tone as net sentiment, how many say sorry or thanks,
-- and how long they are against the configured length.
-- Grain: brand.
with
    lengths as (
        select brand, count(*) as answer_count, median(character_count) as median_characters
        from own_answers
        where period = 'window'
        group by brand
    ),

    measured as (
        select
            brand,
            max(value) filter (where measure = 'tone') as tone,
            max(low) filter (where measure = 'tone') as tone_low,
            max(high) filter (where measure = 'tone') as tone_high,
            max(verdict) filter (where measure = 'tone') as tone_verdict,
            max(value) filter (where measure = 'apology') as apology_share,
            max(verdict) filter (where measure = 'apology') as apology_verdict,
            max(value) filter (where measure = 'thanks') as thanks_share,
            max(verdict) filter (where measure = 'thanks') as thanks_verdict,
            max(value) filter (where measure = 'short') as short_share
        from voice_changes
        where dimension = 'all' and n >= getvariable('segment_min')
        group by brand
    )

select
    brand,

    brand_name,
    is_focus,
    answer_count,
    measured.* exclude (brand),
    median_characters,
    getvariable('answer_characters') as target_characters
from lengths
join brands using (brand)
left join measured using (brand)
order by position
