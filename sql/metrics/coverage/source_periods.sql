-- How well each source was heard in the window and in the one it is compared with.
-- Grain: source, period.
with
    known as (
        select source, calendar.period, source_days.status, source_days.post_count
        from source_days
        join calendar using (day)
        where calendar.period is not null
    ),

    rejects as (select source, sum(rejected_count) as rejected_count from ledger group by all)

select
    source,
    period,

    count(*) as day_count,
    count(*) filter (where status = 'covered') as covered_count,
    count(*) filter (where status = 'partial') as partial_count,
    count(*) filter (where status = 'missing') as missing_count,
    count(*) filter (where status = 'silent') as silent_count,
    count(*) filter (where status = 'not asked') as unasked_count,
    sum(post_count) as post_count,
    any_value(rejected_count) as rejected_count,
    share(count(*) filter (where status = 'covered'), count(*)) as covered_share
from known
left join rejects using (source)
group by source, period
