-- How each brand was spoken of, now and before.
-- Grain: brand.
select
    brands.brand,

    brand_name,
    is_focus,
    coalesce(sentiment_shares.judged_count, 0) as judged_count,
    coalesce(positive_count, 0) as positive_count,
    coalesce(neutral_count, 0) as neutral_count,
    coalesce(negative_count, 0) as negative_count,
    coalesce(unknown_count, 0) as unknown_count,
    positive_share,
    neutral_share,
    negative_share,
    net_sentiment,
    low,
    high,
    previous_net_sentiment,
    net_change,
    change_low,
    change_high,
    coalesce(verdict, 'too few') as verdict,
    coalesce(adequacy, 'too few') as adequacy
from brands
left join
    sentiment_shares on sentiment_shares.brand = brands.brand and sentiment_shares.period = 'window'
left join
    sentiment_change on sentiment_change.brand = brands.brand and sentiment_change.dimension = 'all'
order by position
