-- How soon the first answer came, over the answered mentions, whole and by segment. The interval
-- of the median is Woodruff's (1952): the hours at the two ends of the interval of the share of
-- one half, for as many independent mentions as there are authors.
-- Grain: brand, period, dimension, segment.
with
    labelled as (
        select
            brand,
            period,
            author_key,
            answer_hours,
            answered_at,
            is_due,
            early_count,
            unnest(
                [
                    {'dimension':'all', 'segment':'all'},
                    {'dimension':'department', 'segment':department},
                    {'dimension':'weekday', 'segment':weekday},
                    {'dimension':'hour', 'segment':hour_of_day},
                    {'dimension':'channel', 'segment':channel}
                ],
                recursive := true
            )
        from answers
    ),

    sorted as (
        select
            brand,
            period,
            dimension,
            segment,
            count(*) as asked_count,
            count(*) filter (where not is_due) as young_count,
            count(answered_at) as answered_count,
            count(*) filter (where early_count > 0) as early_count,
            count(distinct author_key) filter (where answered_at is not null) as author_count,
            median(answer_hours) as median_hours,
            quantile_cont(answer_hours, 0.9) as p90_hours,
            list_sort(list(answer_hours) filter (where answer_hours is not null)) as hours
        from labelled
        group by all
    )

select
    brand,
    period,
    dimension,
    segment,

    asked_count,
    young_count,
    answered_count,
    early_count,
    author_count,
    median_hours,
    case
        when author_count > 1
        then
            hours[
                greatest(1, floor(answered_count * wilson_low(author_count / 2, author_count)))::int
            ]
    end as median_low,
    case
        when author_count > 1
        then
            hours[
                least(
                    answered_count,
                    ceil(answered_count * wilson_high(author_count / 2, author_count)) + 1
                )::int
            ]
    end as median_high,
    p90_hours
from sorted
