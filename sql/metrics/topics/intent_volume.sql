-- How many of each brand's mentions have each intent, with the interval of the share.
-- Grain: brand, intent, period.
with
    totals as (
        select brand, period, count(*) as all_count
        from mentions
        where is_counted and period is not null
        group by all
    ),

    labelled as (
        select brand, period, author_key, unnest(intents) as intent
        from mentions
        where is_counted and period is not null
    ),

    counts as (
        select
            brand,
            intent,
            period,
            count(*) as mention_count,
            count(distinct author_key) as author_count
        from labelled
        group by all
    ),

    places as (
        select brand, intent, intent_names.position, period
        from brands
        cross join intent_names
        cross join (values ('window'), ('previous')) as two(period)
    )

select
    brand,
    intent,
    period,

    places.position,
    coalesce(mention_count, 0) as mention_count,
    coalesce(author_count, 0) as author_count,
    coalesce(all_count, 0) as all_count,
    share(coalesce(mention_count, 0), all_count) as mention_share,
    wilson_low(coalesce(mention_count, 0), all_count) as low,
    wilson_high(coalesce(mention_count, 0), all_count) as high
from places
left join totals using (brand, period)
left join counts using (brand, intent, period)
