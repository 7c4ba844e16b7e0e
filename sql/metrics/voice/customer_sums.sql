-- What advocacy and purchase interest are made of: of each author, how many posts a measure looks
-- at, and the sum of what it sees in them. Advocacy is 100 for praise and −100 for a complaint or
-- a wish to leave; a post with both is 0, one with neither is not looked at.
-- Grain: brand, period, measure, dimension, segment, cluster.
with
    said as (
        select
            brand,
            period,
            author_key,
            channel,
            list_contains(intents, 'praise') as is_praise,
            list_has_any(intents, ['complaint', 'churn_risk']) as is_complaint,
            list_contains(intents, 'purchase_interest') as is_interested
        from mentions
        where is_counted and period is not null
    ),

    authors as (
        select
            brand,
            period,
            author_key,
            case when grouping(channel) = 0 then 'channel' else 'all' end as dimension,
            coalesce(channel, 'all') as segment,
            count(*) as mention_count,
            count(*) filter (where is_praise or is_complaint) as judging_count,
            100.0 * (
                count(*) filter (where is_praise) - count(*) filter (where is_complaint)
            ) as judging_sum,
            count(*) filter (where is_interested) as interested_count
        from said
        group by grouping sets ((brand, period, author_key), (brand, period, author_key, channel))
    )

select
    brand,
    period,
    'advocacy' as measure,
    dimension,
    segment,
    author_key as cluster,

    judging_count as unit_count,
    judging_sum::double as unit_sum
from authors
where judging_count > 0
union all
select
    brand,
    period,
    'purchase_interest',
    dimension,
    segment,
    author_key,
    mention_count,
    interested_count::double
from authors
