-- What more authors said on the peak day than on the other days of both windows: log-odds with
-- an informative Dirichlet prior, at a false discovery rate of 10% among the terms of the
-- peak. A term needs three authors on the day. A term of ten authors in all is tested, wherever
-- they are: to test only what is frequent on the day would find it frequent there.
-- Grain: brand, peak_on, term.
with
    peaks as (select brand, peak_on from spikes where period = 'window'),

    totals as (
        select
            peaks.brand,
            peaks.peak_on,
            count(*) filter (where mentions.day = peaks.peak_on) as peak_total,
            count(distinct author_key) filter (where mentions.day = peaks.peak_on) as peak_authors,
            count(distinct author_key) filter (where mentions.day != peaks.peak_on) as other_authors
        from peaks
        join mentions on mentions.brand = peaks.brand
        where mentions.is_counted and mentions.period is not null
        group by all
    ),

    -- Most terms are rare; to count them costs less than to count their authors.
    frequent as (select brand, term from mention_terms group by brand, term having count(*) >= 10),

    counts as (
        select
            peaks.brand,
            peaks.peak_on,
            term,
            count(*) filter (where day = peaks.peak_on) as peak_count,
            count(*) filter (where day != peaks.peak_on) as other_count,
            count(distinct author_key) filter (where day = peaks.peak_on) as author_count,
            count(distinct author_key) filter (where day != peaks.peak_on) as other_author_count
        from peaks
        join mention_terms on mention_terms.brand = peaks.brand
        semi join
            frequent on frequent.brand = mention_terms.brand and frequent.term = mention_terms.term
        group by all
        having author_count + other_author_count >= 10
    ),

    scores as (
        select
            counts.*,
            peak_count / peak_total as peak_share,
            log_odds_z(
                author_count,
                peak_authors,
                other_author_count,
                other_authors,
                peak_authors
                / 10
                * (author_count + other_author_count)
                / (peak_authors + other_authors),
                peak_authors / 10
            ) as z_score
        from counts
        join totals using (brand, peak_on)
        where peak_authors >= 10 and other_authors >= 10
    ),

    tests as (select *, normal_tail(z_score) as p_value from scores),

    costs as (select *, discovery_cost(p_value, (brand, peak_on)) as cost from tests),

    judged as (select *, discovery_rate(cost, p_value, (brand, peak_on)) as q_value from costs)

select
    brand,
    peak_on,
    term,

    peak_count,
    other_count,
    author_count,
    peak_share,
    z_score,
    q_value,
    row_number() over (partition by brand, peak_on order by z_score desc, term) as place
from judged
where q_value <= 0.1 and z_score > 0 and author_count >= 3
