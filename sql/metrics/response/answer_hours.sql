-- How soon the first answer came, over the answered mentions, whole and by segment. The interval
-- of the median is Woodruff's (1952): the hours at the two ends of the interval of the share of one
-- half, for as many posts as the answered ones are worth by how each author's lie about the median.
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
    ),

    by_author as (
        select
            brand,
            period,
            dimension,
            segment,
            author_key,
            count(*)::double as n,
            count(*) filter (where answer_hours <= median_hours)::double as x
        from labelled
        join sorted using (brand, period, dimension, segment)
        where answer_hours is not null
        group by all
    ),

    worths as (
        select
            brand,
            period,
            dimension,
            segment,
            effective_count(0.5, clusters_variance(x, n), sum(n), clusters_worth(n)) as worth
        from by_author
        group by all
    )

select
    sorted.* exclude (median_hours, p90_hours, hours),

    median_hours,
    at_part(hours, wilson_low(worth / 2, worth)) as median_low,
    at_part(hours, wilson_high(worth / 2, worth)) as median_high,
    p90_hours
from sorted
left join worths using (brand, period, dimension, segment)
