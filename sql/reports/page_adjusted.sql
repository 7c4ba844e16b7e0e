-- Shares of voice, and gaps in net sentiment of the report's brand, on one mix of sources beside
-- what
-- they are without; only where there is more than one source to mix.
-- Grain: brand.
select
    brand,

    brand_name,
    is_focus,
    adjusted_voice.source_count,
    adjusted_voice.covered_share,
    share_of_voice.share_of_voice as share,
    adjusted_voice.share as adjusted_share,
    adjusted_voice.previous_share as adjusted_previous_share,
    adjusted_voice.share - adjusted_voice.previous_share as adjusted_share_change,
    adjusted_gaps.covered_share as gap_covered_share,
    competitor_gaps.gap,
    adjusted_gaps.gap as adjusted_gap,
    adjusted_gaps.low as adjusted_low,
    adjusted_gaps.high as adjusted_high,
    adjusted_sentiment.net_sentiment as adjusted_net_sentiment,
    adjusted_sentiment.previous_net_sentiment as adjusted_previous_net,
    adjusted_sentiment.change_low as adjusted_net_low,
    adjusted_sentiment.change_high as adjusted_net_high
from adjusted_voice
join brands using (brand)
join share_of_voice on share_of_voice.brand = brands.brand and share_of_voice.period = 'window'
left join adjusted_gaps using (brand)
left join adjusted_sentiment using (brand)
left join
    competitor_gaps
    on competitor_gaps.brand = brands.brand
    and competitor_gaps.metric = 'net_sentiment'
where (select count(distinct source) from mentions where is_counted and period is not null) > 1
order by position
