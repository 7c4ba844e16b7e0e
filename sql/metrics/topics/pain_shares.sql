-- The share of each brand's mentions that complain of a topic: negative, or a complaint, and
-- about it; its interval is by author. Authors who never speak of the topic count with nothing.
-- Grain: brand, topic, period.
with
    authors as (
        select brand, period, author_key, count(*) as mention_count
        from mentions
        where is_counted and period is not null
        group by all
    ),

    wholes as (
        select
            brand,
            period,
            count(*) as author_total,
            sum(mention_count)::double as n,
            sum(mention_count * mention_count)::double as nn
        from authors
        group by all
    ),

    pains as (
        select
            brand,
            topic,
            period,
            sum(pain_count)::double as x,
            count(*) filter (where pain_count > 0) as author_count,
            sum(pain_count * pain_count)::double as xx,
            sum(pain_count * whole_count)::double as xn
        from topic_authors
        group by all
    ),

    spreads as (
        select
            wholes.brand,
            topic,
            wholes.period,
            coalesce(x, 0) as pain_count,
            coalesce(author_count, 0) as author_count,
            n,
            share(coalesce(x, 0), n) as pain_share,
            ratio_variance(
                author_total, coalesce(x, 0), n, coalesce(xx, 0), coalesce(xn, 0), nn
            ) as variance,
            effective_clusters(n, nn) as effective_author_count
        from wholes
        cross join taxonomy
        left join pains using (brand, topic, period)
    ),

    worths as (
        select
            *,
            family_count(
                pain_share, variance, n, effective_author_count, (brand, period), topic
            ) as worth
        from spreads
    )

select
    brand,
    topic,
    period,

    pain_count::bigint as pain_count,
    author_count,
    n::bigint as mention_count,
    pain_share,
    variance,
    wilson_low(pain_share * worth, worth) as low,
    wilson_high(pain_share * worth, worth) as high
from worths
