-- What rates of answering are made of: of each author, the mentions that called for an answer and
-- were due, and how many of them got one, or got it in time; whole and by segment.
-- Grain: brand, period, measure, dimension, segment, cluster.
with
    labelled as (
        select
            brand,
            period,
            author_key,
            answered_at is not null as is_answered,
            is_in_time,
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
        where is_due
    ),

    authors as (
        select
            brand,
            period,
            dimension,
            segment,
            author_key,
            count(*) as due_count,
            count(*) filter (where is_answered) as answered_count,
            count(*) filter (where is_in_time) as in_time_count
        from labelled
        group by all
    )

select
    brand,
    period,
    measure,
    dimension,
    segment,
    author_key as cluster,

    due_count as unit_count,
    case measure when 'answered' then answered_count else in_time_count end::double as unit_sum
from authors
cross join (values ('answered'), ('in_time')) as measures(measure)
