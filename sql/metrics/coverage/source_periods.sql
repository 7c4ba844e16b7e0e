-- How well each source was heard in the window and in the one it is compared with.
-- Grain: source, period.
with
    known as (
        select source, calendar.period, source_days.status, source_days.post_count
        from source_days
        join calendar using (day)
        where calendar.period is not null
    ),

    periods as (
        select period, min(day)::timestamptz as starts_at, (max(day) + 1)::timestamptz as ends_at
        from calendar
        where period is not null
        group by all
    ),

    -- A broken record has no date: it counts for the periods that its collection vouches for, and
    -- only the last collection that brought anything counts, because the next one reads what is
    -- broken again.
    rejects as (
        select source, period, arg_max(rejected_count, run) as rejected_count
        from ledger
        join
            periods
            on least(covered_from, limited_from) < ends_at
            and greatest(covered_to, limited_to) > starts_at
        where post_count + rejected_count > 0
        group by all
    )

select
    source,
    period,

    count(*) as day_count,
    count(*) filter (where status = 'covered') as covered_count,
    count(*) filter (where status = 'partial') as partial_count,
    count(*) filter (where status = 'limited') as limited_count,
    count(*) filter (where status = 'missing') as missing_count,
    count(*) filter (where status = 'silent') as silent_count,
    count(*) filter (where status = 'not asked') as unasked_count,
    sum(post_count) as post_count,
    any_value(rejected_count) as rejected_count,
    share(count(*) filter (where status = 'covered'), count(*)) as covered_share
from known
left join rejects using (source, period)
group by source, period
