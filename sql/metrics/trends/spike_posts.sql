-- The posts that drove each peak of the window: the five most engaging.
-- Grain: brand, peak_on, rank.
with
    posts_of_peaks as (
        select
            spikes.brand,
            spikes.peak_on,
            mentions.platform,
            mentions.post_id,
            mentions.channel,
            mentions.language,
            mentions.engagement,
            mentions.posted_at,
            row_number() over (
                partition by spikes.brand, spikes.peak_on
                order by mentions.engagement desc nulls last, mentions.platform, mentions.post_id
            ) as rank
        from spikes
        join mentions on mentions.brand = spikes.brand and mentions.day = spikes.peak_on
        where spikes.period = 'window' and mentions.is_counted
    )

select
    brand,
    peak_on,
    rank,

    platform,
    post_id,
    channel,
    language,
    engagement,
    posted_at,
    texts.headline,
    texts.url
from posts_of_peaks
join texts using (platform, post_id)
where rank <= 5
