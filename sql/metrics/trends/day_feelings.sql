-- What was felt about each brand on each day, in sums over its authors, and how far that lies
-- from the twelve weeks before: over the chance spread of such posts, of which one author's are
-- one opinion.
-- Grain: brand, day.
with
    authors as (
        select
            brand,
            day,
            author_key,
            count(*)::double as judged_count,
            sum(sentiment_sign)::double as sign_sum,
            sum(abs(sentiment_sign))::double as polar_count
        from mentions
        where is_counted and not is_guessed and sentiment_sign is not null
        group by all
    ),

    days as (
        select
            brand,
            day,
            count(*) as author_count,
            sum(judged_count) as judged_count,
            sum(sign_sum) as sign_sum,
            sum(polar_count) as polar_count,
            sum(judged_count * judged_count) as weight_sum,
            sum(sign_sum * sign_sum) as square_sum,
            sum(sign_sum * judged_count) as product_sum
        from authors
        group by all
    ),

    usual as (
        select
            *,
            sign_sum / judged_count as mean,
            sum(sign_sum) over weeks / sum(judged_count) over weeks as usual_mean,
            sum(polar_count) over weeks / sum(judged_count) over weeks as polar_share,
            sum(judged_count) over weeks as usual_count
        from days
        window
            weeks as (
                partition by brand
                order by day range between interval 84 days preceding and interval 1 day preceding
            )
    )

select
    brand,
    day,

    author_count,
    judged_count,
    sign_sum,
    weight_sum,
    square_sum,
    product_sum,
    mean,
    usual_mean,
    usual_count,
    (mean - usual_mean) / nullif(
        sqrt((polar_share - usual_mean * usual_mean) * weight_sum / pow(judged_count, 2)), 0
    ) as distance
from usual
