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
    )

select
    brand,
    period,
    measure,
    dimension,
    segment,
    author_key as cluster,

    count(*) as unit_count,
    sum(case measure when 'answered' then is_answered else is_in_time end::int)::double as unit_sum
from labelled
cross join (values ('answered'), ('in_time')) as measures(measure)
group by all
