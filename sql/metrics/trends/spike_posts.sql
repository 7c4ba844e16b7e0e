-- The posts that tell of each peak of the window: those that use two of its terms or more, then
-- one, then none; among these the most engaging. A loud post of that day may be about something
-- else. Five of a peak.
-- Grain: brand, peak_on, rank.
with
    told as (
        select spike_terms.brand, peak_on, platform, post_id, count(*) as term_count
        from spike_terms
        join
            mention_terms
            on mention_terms.brand = spike_terms.brand
            and mention_terms.term = spike_terms.term
            and mention_terms.day = spike_terms.peak_on
        group by all
    ),

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
                order by
                    least(coalesce(term_count, 0), 2) desc,
                    mentions.engagement desc nulls last,
                    mentions.platform,
                    mentions.post_id
            ) as rank
        from spikes
        join mentions on mentions.brand = spikes.brand and mentions.day = spikes.peak_on
        left join
            told
            on told.brand = spikes.brand
            and told.peak_on = spikes.peak_on
            and told.platform = mentions.platform
            and told.post_id = mentions.post_id
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
