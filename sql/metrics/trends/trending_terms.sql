-- Terms of the focus brand's mentions that rose, faded or are new against the window before:
-- log-odds of authors with an informative Dirichlet prior, at a false discovery rate of 10%.
-- Whether a term is called is decided by how its authors fall on the windows (binomial), which has
-- the power that the log-odds' own z lacks, and holds where windows are unequal.
-- Grain: term.
with
    owners as (
        select author_key, count(*) filter (where period = 'window') / count(*) as now_part
        from mentions
        where brand = getvariable('focus_brand') and is_counted and period is not null
        group by author_key
    ),

    authors as (
        select
            count(*) as author_total,
            avg(now_part order by now_part) as window_share,
            -- The prior is worth a tenth of the smaller window, spread as both windows use the
            -- term.
            least(sum(now_part order by now_part), sum(1 - now_part order by now_part))
            / 10 as prior_total
        from owners
        having sum(now_part order by now_part) >= 10 and sum(1 - now_part order by now_part) >= 10
    ),

    scores as (
        select
            *,
            prior_total * user_count / author_total as prior,
            log_odds(
                now_part,
                author_total * window_share,
                before_part,
                author_total * (1 - window_share),
                prior,
                prior_total
            ) as log_odds,
            log_odds_variance(now_part, before_part, prior) as variance,
            case
                when now_part > user_count * window_share
                then excess_z(now_part, before_part, window_share)
                else excess_z(before_part, now_part, 1 - window_share)
            end
            -- Of a word that most authors use, fewer could be elsewhere.
            / sqrt(greatest(0.05, 1 - user_count / author_total)) as deviate
        from term_users
        cross join authors
    ),

    tests as (select *, least(1, 2 * normal_tail(deviate)) as p_value from scores),

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
