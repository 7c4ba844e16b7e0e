-- The four weeks of the history, counted back from the window's end, that hold authors enough
-- to look for growth in, in thirds: 0 is the last.
-- Grain: block.
select
    block,

    any_value(author_total) as author_total,
    - block as turn,
    3 - ntile(3) over (order by block desc) as third,
    count(*) over () as block_count
from word_blocks
group by block
having any_value(author_total) >= getvariable('segment_min')
