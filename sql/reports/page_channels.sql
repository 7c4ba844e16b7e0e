-- Each brand by channel: how much, how well, how engaging.
-- Grain: brand, channel.
with before as (select * from channel_mix where period = 'previous')

select
    channel_mix.brand,
    channel_mix.channel,

    brand_name,
    is_focus,
    channel_mix.mention_count,
    channel_mix.mention_share as share,
    before.mention_share as previous_share,
    case when adequacy != 'too few' then net_sentiment end as net_sentiment,
    case when adequacy != 'too few' then low end as low,
    case when adequacy != 'too few' then high end as high,
    channel_mix.engagement_per_post
from channel_mix
join brands using (brand)
left join before on before.brand = channel_mix.brand and before.channel = channel_mix.channel
left join
    sentiment_change
    on sentiment_change.brand = channel_mix.brand
    and sentiment_change.dimension = 'channel'
    and sentiment_change.segment = channel_mix.channel
where channel_mix.period = 'window'
order by position, channel_mix.mention_count desc, channel_mix.channel
