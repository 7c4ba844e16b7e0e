-- The focus brand's sentiment as the engine says and as corrected by people's labels, shares in per
-- cent; empty unless the configuration asks for it.
-- Grain: measure.
with
    scaled as (
        select *, case measure when 'net_sentiment' then 1 else 100 end as factor
        from corrected_sentiment
        where brand = getvariable('focus_brand') and getvariable('is_corrected')
    )

select
    measure,

    case
        measure
        when 'negative'
        then 'Negative, %'
        when 'neutral'
        then 'Neutral, %'
        when 'positive'
        then 'Positive, %'
        else 'Net sentiment, points'
    end as label,
    case
        measure
        when 'net_sentiment'
        then 'net_sentiment_corrected.' || brand
        else format('share_corrected.{}.{}', brand, measure)
    end as figure,
    labelled_count,
    factor * engine_value as engine_value,
    factor * corrected_value as corrected_value,
    factor * low as corrected_low,
    factor * high as corrected_high
from scaled
order by list_position(['negative', 'neutral', 'positive', 'net_sentiment'], measure)
