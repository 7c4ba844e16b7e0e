-- Terms that set the focus brand's negative mentions of the window apart from its positive ones,
-- and the other way round: log-odds of authors, at a false discovery rate of 10%. The words that
-- the engine judges by are left out: that "hate" is negative says nothing of what is hated.
-- Grain: term.
with
    totals as (
        select
            count(distinct author_key) filter (where sentiment_sign = 1) as positive_total,
            count(distinct author_key) filter (where sentiment_sign = -1) as negative_total
        from mentions
        where brand = getvariable('focus_brand') and is_counted and period = 'window'
    ),

    counts as (
        select
            term,
            count(*) as mention_count,
            count(distinct author_key) as author_count,
            count(sentiment_sign) as judged_count,
            count(distinct author_key) filter (where sentiment_sign = 1) as positive_count,
            count(distinct author_key) filter (where sentiment_sign = -1) as negative_count,
            100 * avg(sentiment_sign) as net_sentiment
        from mention_terms
        anti join opinion_words as first_word on first_word.word = split_part(term, ' ', 1)
        anti join opinion_words as last_word on last_word.word = split_part(term, ' ', 2)
        where brand = getvariable('focus_brand') and period = 'window'
        group by term
        having author_count >= 5
    ),

    scores as (
        select
            counts.*,
            log_odds_z(
                negative_count,
                negative_total,
                positive_count,
                positive_total,
                least(negative_total, positive_total)
                / 10
                * (negative_count + positive_count)
                / (negative_total + positive_total),
                least(negative_total, positive_total) / 10
            ) as z_score
        from counts
        cross join totals
        where negative_count + positive_count > 0 and least(negative_total, positive_total) >= 10
    ),

    tests as (select *, 2 * normal_tail(abs(z_score)) as p_value from scores),

    costs as (select *, discovery_cost(p_value, 'all') as cost from tests),

    judged as (select *, discovery_rate(cost, p_value, 'all') as q_value from costs)

select
    term,

    case when z_score > 0 then 'negative' else 'positive' end as direction,
    mention_count,
    author_count,
    judged_count,
    net_sentiment,
    z_score
from judged
where
    q_value <= 0.1
    -- Less bad than the rest is not yet good.
    and sign(net_sentiment) = - sign(z_score)
