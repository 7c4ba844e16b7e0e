-- Mentions, authors, engagement and judgements of each brand on each day, quiet days included.
-- Grain: brand, day.
with
    brand_days as (select brand, day, period, day_number from brands cross join calendar),

    mention_days as (
        select
            brand,
            day,
            count(*) as raw_count,
            count(*) filter (where is_counted) as mention_count,
            count(distinct author_key) filter (where is_counted) as author_count,
            count(*) filter (where is_counted and not is_guessed) as dated_count,
            count(sentiment_sign) filter (where is_counted) as judged_count,
            sum(sentiment_sign) filter (where is_counted) as sign_sum,
            sum(engagement) filter (where is_counted) as engagement
        from mentions
        group by all
    )

select
    brand,
    day,

    brand_days.period,
    brand_days.day_number,
    day_status.status,
    coalesce(raw_count, 0) as raw_count,
    coalesce(mention_count, 0) as mention_count,
    coalesce(author_count, 0) as author_count,
    coalesce(dated_count, 0) as dated_count,
    coalesce(judged_count, 0) as judged_count,
    100 * share(sign_sum, judged_count) as net_sentiment,
    engagement
from brand_days
join day_status using (day)
left join mention_days using (brand, day)
