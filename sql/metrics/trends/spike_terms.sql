-- What was said on the peak day more than on the other days of both windows, by log-odds of posts.
-- Grain: brand, peak_on, term.
with
    peaks as (select brand, peak_on from spikes where period = 'window'),

    totals as (
        select
            peaks.brand,
            peaks.peak_on,
            count(*) filter (where mentions.day = peaks.peak_on) as peak_total,
            count(*) filter (where mentions.day != peaks.peak_on) as other_total
        from peaks
        join mentions on mentions.brand = peaks.brand
        where mentions.is_counted and mentions.period is not null
        group by all
    ),

    counts as (
        select
            peaks.brand,
            peaks.peak_on,
            term,
            count(*) filter (where day = peaks.peak_on) as peak_count,
            count(*) filter (where day != peaks.peak_on) as other_count,
            count(distinct author_key) filter (where day = peaks.peak_on) as author_count
        from peaks
        join mention_terms on mention_terms.brand = peaks.brand
        group by all
        having author_count >= 3
    ),

    scores as (
        select
            counts.*,
            peak_count / peak_total as peak_share,
            log_odds_z(
                peak_count,
                peak_total,
                other_count,
                other_total,
                peak_total / 10 * (peak_count + other_count) / (peak_total + other_total),
                peak_total / 10
            ) as z_score
        from counts
        join totals using (brand, peak_on)
        where peak_total >= 10 and other_total >= 10
    )

select
    brand,
    peak_on,
    term,

    peak_count,
    other_count,
    author_count,
    peak_share,
    z_score,
    row_number() over (partition by brand, peak_on order by z_score desc, term) as place
from scores
where z_score >= 2.5
