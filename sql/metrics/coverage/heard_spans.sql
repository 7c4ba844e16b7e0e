-- Spans of time in which a source was heard without a break: where one collection ends and the next
-- begins, nothing was missed.
-- Grain: source, heard_from.
with
    answers_of_sources as (
        select
            source,
            covered_from,
            covered_to,
            coalesce(
                covered_from > max(covered_to) over (
                    partition by source
                    order by covered_from, covered_to
                    rows between unbounded preceding and 1 preceding
                ),
                true
            ) as is_start
        from ledger
        where status != 'failed' and covered_from is not null and covered_to is not null
    ),

    numbered as (
        select
            *,
            sum(is_start::int) over (
                partition by source
                order by covered_from, covered_to
                rows between unbounded preceding and current row
            ) as span
        from answers_of_sources
    )

select source, min(covered_from) as heard_from, max(covered_to) as heard_to
from numbered
group by source, span
