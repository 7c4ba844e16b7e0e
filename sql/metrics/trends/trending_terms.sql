-- Terms of the focus brand's mentions that rose, faded or are new against the window before:
-- log-odds of authors with an informative Dirichlet prior, at a false discovery rate of 10 %.
-- Whether a term is called is decided by the score test of two shares of authors: on unequal
-- counts (34 of 548 against 4 of 330) it has the power that the log-odds' own z lacks. A term
-- needs eight authors in one of the windows: each rarer one would cost the others power.
-- Grain: term.
with
    authors as (
        select
            count(distinct author_key) filter (where period = 'window') as window_total,
            count(distinct author_key) filter (where period = 'previous') as previous_total,
            -- The prior is worth a tenth of the smaller window, spread as both windows use the
            -- term.
            least(window_total, previous_total) / 10 as prior_total
        from mentions
        where brand = getvariable('focus_brand') and is_counted and period is not null
    ),

    counts as (
        select
            term,
            count(*) filter (where period = 'window') as mention_count,
            count(*) filter (where period = 'previous') as previous_count,
            count(distinct author_key) filter (where period = 'window') as author_count,
            count(distinct author_key) filter (where period = 'previous') as previous_author_count
        from mention_terms
        anti join opinion_words on opinion_words.word = term and only_judges
        where brand = getvariable('focus_brand')
        group by term
        having greatest(author_count, previous_author_count) >= 8
    ),

    scores as (
        select
            counts.*,
            prior_total
            * (author_count + previous_author_count)
            / (window_total + previous_total) as prior,
            log_odds(
                author_count,
                window_total,
                previous_author_count,
                previous_total,
                prior,
                prior_total
            ) as log_odds,
            log_odds_variance(author_count, previous_author_count, prior) as variance,
            share_difference_z(
                author_count, window_total, previous_author_count, previous_total
            ) as difference_z
        from counts
        cross join authors
        where window_total >= 10 and previous_total >= 10
    ),

    tests as (select *, 2 * normal_tail(abs(difference_z)) as p_value from scores),

    costs as (select *, discovery_cost(p_value, 1) as cost from tests),

    judged as (select *, discovery_rate(cost, p_value, 1) as q_value from costs)

select
    term,

    case
        when log_odds < 0 then 'fading' when previous_count = 0 then 'new' else 'rising'
    end as direction,
    mention_count,
    previous_count,
    author_count,
    previous_author_count,
    log_odds,
    variance,
    log_odds / sqrt(variance) as z_score,
    q_value
from judged
where
    q_value <= 0.1
    -- Where the posts changed by less than a fifth, only the rest of the conversation moved.
    and (
        log_odds > 0
        and author_count >= 1.2 * previous_author_count
        or log_odds < 0
        and author_count <= 0.8 * previous_author_count
    )
