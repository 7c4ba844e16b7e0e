-- Terms of the focus brand's mentions that rose, faded or are new against the window before:
-- log-odds of authors with an informative prior, at a false discovery rate of 10 %.
-- Whether a term is called is decided by the score test of two shares of authors: on unequal counts
-- (34 of 548 against 4 of 330) it has the power that the log-odds' own z lacks.
-- A term needs eight authors in one of the windows: each rarer one would cost the others power.
-- Grain: term.
with
    authors as (
        select
            count(distinct author_key) filter (where period = 'window') as window_total,
            count(distinct author_key) filter (where period = 'previous') as previous_total
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
            -- The prior is worth a tenth of the smaller window, spread as both windows use the
            -- term.
            log_odds_z(
                author_count,
                window_total,
                previous_author_count,
                previous_total,
                least(window_total, previous_total)
                / 10
                * (author_count + previous_author_count)
                / (window_total + previous_total),
                least(window_total, previous_total) / 10
            ) as z_score,
            share_difference_z(
                author_count, window_total, previous_author_count, previous_total
            ) as difference_z
        from counts
        cross join authors
        where window_total >= 10 and previous_total >= 10
    ),

    ranked as (
        select
            *,
            2 * normal_tail(abs(difference_z)) as p_value,
            row_number() over (order by abs(difference_z) desc, term) as place,
            count(*) over () as tested_count
        from scores
    ),

    judged as (
        select
            *,
            -- Benjamini and Hochberg 1995: the least rate at which the term would be called.
            least(
                1,
                min(p_value * tested_count / place) over (
                    order by place desc rows unbounded preceding
                )
            ) as q_value
        from ranked
    )

select
    term,

    case
        when z_score < 0 then 'fading' when previous_count = 0 then 'new' else 'rising'
    end as direction,
    mention_count,
    previous_count,
    author_count,
    previous_author_count,
    z_score,
    q_value
from judged
where
    q_value <= 0.1
    -- Where the posts changed by less than a fifth, only the rest of the conversation moved.
    and (
        z_score > 0
        and author_count >= 1.2 * previous_author_count
        or z_score < 0
        and author_count <= 0.8 * previous_author_count
    )
