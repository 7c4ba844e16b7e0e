-- How the counted mentions of each brand divide: positive, neutral, negative, unknown.
-- Grain: brand, period.
with
    counts as (
        select
            brand,
            period,
            count(*) as mention_count,
            count(sentiment_sign) as judged_count,
            count(*) filter (where sentiment_sign = 1) as positive_count,
            count(*) filter (where sentiment_sign = 0) as neutral_count,
            count(*) filter (where sentiment_sign = -1) as negative_count,
            count(*) filter (where sentiment_sign is null) as unknown_count
        from mentions
        where is_counted and period is not null
        group by all
    )

select
    brand,
    period,

    mention_count,
    judged_count,
    positive_count,
    neutral_count,
    negative_count,
    unknown_count,
    share(positive_count, judged_count) as positive_share,
    share(neutral_count, judged_count) as neutral_share,
    share(negative_count, judged_count) as negative_share,
    share(unknown_count, mention_count) as unknown_share
from counts
