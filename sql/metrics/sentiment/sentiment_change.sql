-- Net sentiment now and before, with the interval of the change; whole and by segment.
-- Grain: brand, dimension, segment.
with
    now_and_before as (
        select
            brand,
            dimension,
            segment,
            max(judged_count) filter (where period = 'window') as judged_count,
            max(judged_count) filter (where period = 'previous') as previous_judged_count,
            max(net_sentiment) filter (where period = 'window') as net_sentiment,
            max(net_sentiment) filter (where period = 'previous') as previous_net_sentiment,
            max(low) filter (where period = 'window') as low,
            max(high) filter (where period = 'window') as high,
            max(adequacy) filter (where period = 'window') as adequacy,
            max(author_count) filter (where period = 'window') as author_count,
            min(effective_author_count) as least_author_count,
            sum(variance) as variance
        from net_sentiment
        group by all
    ),

    changes as (
        select
            *,
            judged_count >= getvariable('segment_min')
            and previous_judged_count >= getvariable('segment_min') as is_comparable,
            net_sentiment - previous_net_sentiment as net_change,
            t_quantile(least_author_count - 1) * sqrt(variance) as margin
        from now_and_before
    )

select
    brand,
    dimension,
    segment,

    coalesce(judged_count, 0) as judged_count,
    coalesce(previous_judged_count, 0) as previous_judged_count,
    coalesce(author_count, 0) as author_count,
    net_sentiment,
    low,
    high,
    previous_net_sentiment,
    net_change,
    case when is_comparable then net_change - margin end as change_low,
    case when is_comparable then net_change + margin end as change_high,
    verdict(
        case when is_comparable then net_change - margin end,
        case when is_comparable then net_change + margin end
    ) as verdict,
    coalesce(adequacy, 'too few') as adequacy
from changes
