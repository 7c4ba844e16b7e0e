-- How far the focus brand's net sentiment and a competitor's move together by chance, because some
-- authors speak of both and a post that names both is judged once: the covariance of the two
-- ratios,
-- summed over the authors they share (Taylor linearisation, as for each one's variance; Kish and
-- Hess
-- 1959). A gap's variance is the sum of both variances less twice this.
-- Grain: brand, dimension, segment.
with
    judgements as (
        select
            brand, dimension, segment, author_key, judged_count::double as n, sign_sum::double as x
        from author_signs
        where period = 'window' and dimension in ('all', 'source')
    ),

    ours as (from judgements where brand = getvariable('focus_brand')),

    shared as (
        select
            theirs.brand,
            dimension,
            segment,
            count(*) as author_count,
            sum(ours.x * theirs.x) as xx,
            sum(ours.x * theirs.n) as xn,
            sum(ours.n * theirs.x) as nx,
            sum(ours.n * theirs.n) as nn
        from judgements as theirs
        join ours using (dimension, segment, author_key)
        where theirs.brand != getvariable('focus_brand')
        group by all
    ),

    levels as (
        select
            brand,
            dimension,
            segment,
            judged_count::double as n,
            net_sentiment / 100 as level,
            -- The allowance that each one's variance has for authors that pull the ratio their way.
            effective_author_count / nullif(effective_author_count - 1, 0) as allowance
        from net_sentiment
        where period = 'window'
    ),

    our_levels as (
        select dimension, segment, n as our_n, level as our_level, allowance as our_allowance
        from levels
        where brand = getvariable('focus_brand')
    )

select
    brand,
    dimension,
    segment,

    author_count,
    our_allowance
    * allowance
    * 10000
    * (xx - level * xn - our_level * nx + our_level * level * nn)
    / (our_n * n) as covariance
from shared
join levels using (brand, dimension, segment)
join our_levels using (dimension, segment)
