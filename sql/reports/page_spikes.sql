-- The events of the window, of all brands, with what drove them.
-- Grain: brand, peak_on.
with
    words as (
        select brand, peak_on, list(term order by place) as terms
        from spike_terms
        where
            place <= 12
            and not exists (
                select 1
                from spike_terms as longer
                where
                    longer.brand = spike_terms.brand
                    and longer.peak_on = spike_terms.peak_on
                    and longer.term != spike_terms.term
                    and contains(' ' || longer.term || ' ', ' ' || spike_terms.term || ' ')
                    and longer.peak_count >= 0.6 * spike_terms.peak_count
            )
        group by all
    ),

    channels as (
        select
            mentions.brand,
            mentions.day as peak_on,
            list(distinct channel order by channel) as channels
        from mentions
        where is_counted
        group by all
    )

select
    spikes.brand,
    spikes.peak_on,

    brand_name,
    is_focus,
    start_on,
    end_on,
    spikes.mention_count,
    spikes.event_count,
    spikes.baseline_count,
    ratio,
    z_score,
    coalesce(words.terms[:6], []) as terms,
    channels.channels,
    case when brand_daily.judged_count >= 10 then brand_daily.net_sentiment end as net_sentiment,
    -- Clearly harsher than the period before; 80 points is the usual spread of single posts.
    coalesce(
        brand_daily.judged_count >= 10
        and brand_daily.net_sentiment + 1.96 * 80 / sqrt(brand_daily.judged_count)
        < sentiment_change.previous_net_sentiment,
        false
    ) as is_harsh,
    spike_posts.headline as top_title,
    spike_posts.url as top_url,
    spike_posts.platform as top_platform
from spikes
join brands on brands.brand = spikes.brand
join brand_daily on brand_daily.brand = spikes.brand and brand_daily.day = spikes.peak_on
left join
    sentiment_change on sentiment_change.brand = spikes.brand and sentiment_change.dimension = 'all'
left join words on words.brand = spikes.brand and words.peak_on = spikes.peak_on
left join channels on channels.brand = spikes.brand and channels.peak_on = spikes.peak_on
left join
    spike_posts
    on spike_posts.brand = spikes.brand
    and spike_posts.peak_on = spikes.peak_on
    and spike_posts.rank = 1
where spikes.period = 'window'
order by position, spikes.peak_on
