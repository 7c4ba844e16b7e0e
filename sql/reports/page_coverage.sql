-- How well each source was heard in the window, and what is known of its faults.
-- Grain: source.
with
    now_and_before as (
        select now.*, before.covered_share as previous_covered_share
        from source_periods as now
        left join
            source_periods as before on before.source = now.source and before.period = 'previous'
        where now.period = 'window'
    ),

    last_seen as (select source, max(last_seen_at) as last_seen_at from post_counts group by all),

    last_entry as (select source, arg_max_null(problem, run) as problem from ledger group by all)

select
    sources.source,

    platform,
    channel,
    day_count,
    covered_count,
    partial_count,
    limited_count,
    missing_count,
    silent_count,
    unasked_count,
    covered_share,
    previous_covered_share,
    now_and_before.post_count,
    coalesce(rejected_count, 0) as rejected_count,
    last_seen_at,
    median_hours as lag_hours,
    nullif(concat_ws(' ', remark, problem), '') as note
from sources
join now_and_before using (source)
left join last_seen using (source)
left join last_entry using (source)
left join source_lags using (source)
order by covered_share, sources.source
