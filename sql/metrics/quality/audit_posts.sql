-- Mentions that people labelled, with what they said, what the engine says now, and how many posts
-- of its stratum each stands for. Labellers who disagree have a part each.
-- Grain: brand, platform, post_id.
with
    said as (
        select
            sample,
            platform,
            post_id,
            count(*) as label_count,
            avg((label = 'negative')::int) as negative_part,
            avg((label = 'neutral')::int) as neutral_part,
            avg((label = 'positive')::int) as positive_part
        from audit_labels
        group by all
    ),

    weighed as (
        select
            audit_drawn.*,
            label_count,
            negative_part,
            neutral_part,
            positive_part,
            -- Of a sheet that came back in part, the labelled posts stand for the others.
            count(*) over (partition by sample, stratum) as stratum_labelled
        from audit_drawn
        join said using (sample, platform, post_id)
    )

select
    mentions.brand,
    mentions.platform,
    mentions.post_id,

    mentions.posted_at,
    mentions.period,
    mentions.language,
    mentions.sentiment,
    weighed.sample || ' ' || weighed.stratum as stratum,
    -- Whether the sample was drawn of all that the window holds.
    weighed.first_on <= getvariable('window_first_on')
    and weighed.end_on >= getvariable('window_end_on') as is_of_window,

    weighed.label_count,
    weighed.negative_part,
    weighed.neutral_part,
    weighed.positive_part,
    weighed.stratum_size / weighed.stratum_labelled as weight,
    weighed.stratum_labelled,
    -- What a stratum that was labelled in part leaves to chance.
    1 - weighed.stratum_labelled / weighed.stratum_size as left_out_share
from weighed
join mentions using (brand, platform, post_id)
where mentions.is_counted and mentions.sentiment_sign is not null
qualify
    row_number() over (
        partition by mentions.brand, mentions.platform, mentions.post_id
        order by weighed.sample desc
    )
    = 1
