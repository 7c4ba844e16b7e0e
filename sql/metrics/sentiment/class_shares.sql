-- The shares of positive, neutral and negative posts among the judged ones, with intervals:
-- Wilson's
-- for as many posts as the judged ones are worth, by the class's own design effect, or by that of
-- the
-- three together where it is larger, since that of a rare class alone is rough (Kish 1965;
-- docs/statistics.md has the simulation).
-- Grain: brand, period, class.
with
    classes as (
        unpivot (
            select
                brand,
                period,
                author_key,
                judged_count,
                positive_count as positive,
                judged_count - positive_count - negative_count as neutral,
                negative_count as negative
            from author_signs
            where dimension = 'all'
        )
        on positive,
        neutral,
        negative
        into name class value class_count
    ),

    spreads as (
        select
            brand,
            period,
            class,
            count(*) as author_count,
            clusters_worth(judged_count) as effective_author_count,
            sum(class_count)::bigint as class_count,
            sum(judged_count)::bigint as judged_count,
            share(sum(class_count), sum(judged_count)) as class_share,
            clusters_variance(class_count, judged_count) as variance
        from classes
        group by all
    ),

    worths as (
        select
            *,
            family_count(
                class_share, variance, judged_count, effective_author_count, (brand, period), class
            ) as worth
        from spreads
    )

select
    brand,
    period,
    class,

    class_count,
    judged_count,
    author_count,
    class_share,
    wilson_low(class_share * worth, worth) as low,
    wilson_high(class_share * worth, worth) as high
from worths
