-- What people and what the engine say of each labelled mention of the window: how much of it is
-- negative, neutral and positive, and its net sentiment in points.
-- Grain: brand, measure, platform, post_id.
select
    brand,
    unnest(['negative', 'neutral', 'positive', 'net_sentiment']) as measure,
    platform,
    post_id,

    stratum,
    stratum_labelled,
    left_out_share,
    weight,
    unnest(
        [negative_part, neutral_part, positive_part, 100 * (positive_part - negative_part)]
    ) as said,
    unnest(
        [
            (sentiment = 'negative')::int,
            (sentiment = 'neutral')::int,
            (sentiment = 'positive')::int,
            100 * ((sentiment = 'positive')::int - (sentiment = 'negative')::int)
        ]
    ) as answered
from audit_posts
where period = 'window' and is_of_window
