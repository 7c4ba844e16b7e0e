-- How often posts put one brand above another, and in which way they say it.
-- Grain: winner, loser, kind.
select
    winner,
    loser,
    kind,

    winners.brand_name as winner_name,
    losers.brand_name as loser_name,
    kind as said,
    post_count,
    author_count,
    previous_count
from brand_comparisons
join brands as winners on winners.brand = winner
join brands as losers on losers.brand = loser
order by post_count desc, winners.position, losers.position, kind
