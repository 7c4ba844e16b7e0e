-- Which brand posts put above which: "A is better than B", "switched from B to A", now and
-- before. A
-- negated sentence ("A is not better than B") counts for the other side under a kind of its own.
-- Grain: winner, loser, kind.
with
    compared as (
        select period, author_key, unnest(comparisons, recursive := true)
        from posts
        where
            period is not null
            and not is_copy
            and not is_spam
            and not is_owned
            and len(comparisons) > 0
    )

select
    winner,
    loser,
    kind,

    count(*) filter (where period = 'window') as post_count,
    count(distinct author_key) filter (where period = 'window') as author_count,
    count(*) filter (where period = 'previous') as previous_count
from compared
semi join brands as winners on winner = winners.brand
semi join brands as losers on loser = losers.brand
group by all
