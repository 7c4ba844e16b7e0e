-- How often each brand was found by which writing of its name: the one found first in each mention.
-- Grain: brand, period, term.
select
    brand,
    period,
    term,

    count(*) as mention_count,

    -- Whether nothing but `~1` of the query finds it.
    bool_and(is_typo) as is_typo
from mentions
where is_counted and period is not null
group by all
