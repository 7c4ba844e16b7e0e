-- How the counted mentions of each brand divide: positive, neutral, negative, unknown. The
-- intervals
-- of the three shares are Wilson's for as many posts as the judged ones are worth, by one design
-- effect for all three: authors repeat themselves alike in each, and that of a rare class alone is
-- too rough (Kish 1965; docs/statistics.md has the simulation).
-- Grain: brand, period.
with
    counts as (
        select
            brand,
            period,
            count(*) as mention_count,
            count(sentiment_sign) as judged_count,
            count(*) filter (where sentiment_sign = 1) as positive_count,
            count(*) filter (where sentiment_sign = 0) as neutral_count,
            count(*) filter (where sentiment_sign = -1) as negative_count,
            count(*) filter (where sentiment_sign is null) as unknown_count
        from mentions
        where is_counted and period is not null
        group by all
    ),

    classes as (
        unpivot (
            select
                brand,
                period,
                author_key,
                judged_count,
                positive_count,
                negative_count,
                judged_count - positive_count - negative_count as neutral_count
            from author_signs
            where dimension = 'all'
        )
        on positive_count,
        negative_count,
        neutral_count
        into name class value class_count
    ),

    class_spreads as (
        select
            brand,
            period,
            class,
            sum(judged_count) as judged_count,
            effective_clusters(
                sum(judged_count), sum(judged_count * judged_count)
            ) as effective_author_count,
            share(sum(class_count), sum(judged_count)) as rate,
            ratio_variance(
                count(*),
                sum(class_count)::double,
                sum(judged_count)::double,
                sum(class_count * class_count)::double,
                sum(class_count * judged_count)::double,
                sum(judged_count * judged_count)::double
            ) as variance
        from classes
        group by all
    ),

    worths as (
        select
            brand,
            period,
            pooled_count(
                sum(rate * (1 - rate) order by class),
                sum(variance order by class),
                any_value(judged_count),
                any_value(effective_author_count)
            ) as worth
        from class_spreads
        group by all
    )

select
    brand,
    period,

    mention_count,
    judged_count,
    positive_count,
    neutral_count,
    negative_count,
    unknown_count,
    share(positive_count, judged_count) as positive_share,
    wilson_low(share(positive_count, judged_count) * worth, worth) as positive_low,
    wilson_high(share(positive_count, judged_count) * worth, worth) as positive_high,
    share(neutral_count, judged_count) as neutral_share,
    wilson_low(share(neutral_count, judged_count) * worth, worth) as neutral_low,
    wilson_high(share(neutral_count, judged_count) * worth, worth) as neutral_high,
    share(negative_count, judged_count) as negative_share,
    wilson_low(share(negative_count, judged_count) * worth, worth) as negative_low,
    wilson_high(share(negative_count, judged_count) * worth, worth) as negative_high,
    share(unknown_count, mention_count) as unknown_share
from counts
left join worths using (brand, period)
