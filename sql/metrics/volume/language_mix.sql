-- In which languages each brand is spoken of, and how many of those posts an engine could judge.
-- Grain: brand, period, language.
with
    counts as (
        select
            brand,
            period,
            language,
            count(*) as mention_count,
            count(sentiment_sign) as judged_count
        from mentions
        where is_counted and period is not null
        group by all
    )

select
    brand,
    period,
    language,

    mention_count,
    judged_count,
    share(mention_count, sum(mention_count) over (partition by brand, period)) as mention_share
from counts
