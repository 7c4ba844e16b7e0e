-- How many mentions that called for an answer got one, and how soon.
-- Grain: brand, period.
select
    brand,
    period,

    count(*) as asked_count,
    count(answered_at) as answered_count,
    share(count(answered_at), count(*)) as answered_share,
    wilson_low(count(answered_at), count(*)) as low,
    wilson_high(count(answered_at), count(*)) as high,
    median(answer_hours) as median_hours,
    quantile_cont(answer_hours, 0.9) as p90_hours,
    share(
        count(*) filter (where answer_hours <= getvariable('response_hours')), count(*)
    ) as within_share
from answers
group by all
