-- Words of the focus brand's mentions that few authors use yet and more of them every few
-- months: growth over the four weeks of the history, counted back from the window's end. The
-- test is that of a trend in shares (Cochran 1954, Armitage 1955) without the word's best four
-- weeks, which keeps out what one event brought, at a false discovery rate of 10%. Ten authors
-- are needed in all. What grows does so from each third of the history to the next, at least to
-- the double, and is small: nowhere more than a tenth of the authors.
-- Grain: root.
with
    clock as (
        select
            sum(author_total) as whole,
            sum(author_total * turn) as time_sum,
            sum(author_total * turn * turn) as square_sum,
            sum(author_total) filter (where third = 2) as early_whole,
            sum(author_total) filter (where third = 1) as middle_whole,
            sum(author_total) filter (where third = 0) as late_whole
        from growth_blocks
        having count(*) >= 5
    ),

    words as (
        select
            root,
            arg_max(usual_word, (author_count, turn)) as term,
            max(block_count) as block_count,
            sum(author_count) as author_count,
            sum(author_count * turn) as product_sum,
            max(author_count / growth_blocks.author_total) as best_share,
            arg_max(
                {'part':author_count, 'whole':growth_blocks.author_total, 'turn':turn},
                author_count / growth_blocks.author_total
            ) as best,
            coalesce(sum(author_count) filter (where third = 2), 0) as early_count,
            coalesce(sum(author_count) filter (where third = 1), 0) as middle_count,
            coalesce(sum(author_count) filter (where third = 0), 0) as late_count
        from word_blocks
        join growth_blocks using (block)
        group by root
        having sum(author_count) >= 10
    ),

    -- The same sums without the best four weeks.
    rests as (
        select
            *,
            author_count - best.part as part,
            whole - best.whole as rest_whole,
            time_sum - best.whole * best.turn as rest_time,
            square_sum - best.whole * best.turn * best.turn as rest_square,
            product_sum - best.part * best.turn as rest_product
        from words
        cross join clock
    ),

    scores as (
        select
            *,
            (rest_product - part * rest_time / rest_whole) / nullif(
                sqrt(
                    part
                    / rest_whole
                    * (1 - part / rest_whole)
                    * (rest_square - rest_time * rest_time / rest_whole)
                ),
                0
            ) as z_score
        from rests
    ),

    tests as (select *, normal_tail(z_score) as p_value from scores),

    costs as (select *, discovery_cost(p_value, 1) as cost from tests),

    judged as (select *, discovery_rate(cost, p_value, 1) as q_value from costs)

select
    root,

    term,
    author_count,
    early_count / early_whole as early_share,
    middle_count / middle_whole as middle_share,
    late_count / late_whole as late_share,
    late_count as late_author_count,
    -- Each four weeks, from the first third to the last.
    pow(((late_count + 0.5) / late_whole) / ((early_count + 0.5) / early_whole), 1.5 / block_count)
    - 1 as growth_rate,
    z_score,
    q_value
from judged
where
    q_value <= 0.1
    and best_share <= 0.1
    -- One author more than none is not yet growth from the first third to the second.
    and middle_count >= 3
    and late_count / late_whole > middle_count / middle_whole
    and middle_count / middle_whole >= early_count / early_whole
    and late_count / late_whole >= 2 * early_count / early_whole
