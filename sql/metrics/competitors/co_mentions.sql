-- How often two brands stand in one post in the window, and how often they would if posts named
-- them independently: lift is the ratio, over the posts that name a brand of the report or are
-- about the market. Without a market query all of them name a brand, most one alone, and chance
-- has no meaning: neither is known. The interval is that of the logarithm by the delta method,
-- widened as the pair's posts come in clusters by author.
-- Grain: brand, other_brand.
with
    named as (
        select
            author_key,
            list_intersect(
                list_transform(brands, lambda found:found.brand), (select list(brand) from brands)
            ) as names
        from posts
        where
            period = 'window'
            and not is_copy
            and not is_spam
            and not is_owned
            and (
                list_has_any(
                    list_transform(brands, lambda found:found.brand),
                    (select list_append(list(brand), '_market') from brands)
                )
            )
    ),

    firsts as (select author_key, unnest(names) as brand, names from named where len(names) > 1),
    pairs as (
        select
            author_key,
            brand,
            unnest(list_filter(names, lambda other:other != brand)) as other_brand
        from firsts
    ),

    by_author as (
        select brand, other_brand, author_key, count(*)::double as post_count
        from pairs
        group by all
    ),

    counts as (
        select
            brand,
            other_brand,
            sum(post_count)::bigint as post_count,
            count(*) as author_count,
            effective_clusters(sum(post_count), sum(post_count * post_count)) as cluster_count
        from by_author
        group by all
    ),

    population as (
        select count(*) as post_total, count(*) filter (where len(names) = 0) > 0 as has_market
        from named
    ),

    lifts as (
        select
            counts.*,
            ours.mention_count as brand_count,
            theirs.mention_count as other_count,
            case
                when has_market then ours.mention_count * theirs.mention_count / post_total
            end as expected_count,
            sqrt(
                greatest(
                    0,
                    1 / post_count
                    - 1 / ours.mention_count
                    - 1 / theirs.mention_count
                    + 2 * post_count / (ours.mention_count * theirs.mention_count)
                    - 1 / post_total
                )
                * post_count
                / cluster_count
            ) as deviation,
            has_market and post_count >= getvariable('segment_min') as is_known
        from counts
        cross join population
        join brand_volume as ours on ours.brand = counts.brand and ours.period = 'window'
        join
            brand_volume as theirs on theirs.brand = counts.other_brand and theirs.period = 'window'
    )

select
    brand,
    other_brand,

    post_count,
    author_count,
    brand_count,
    other_count,
    expected_count,
    share(post_count, brand_count) as brand_share,
    case when is_known then post_count / expected_count end as lift,
    case when is_known then post_count / expected_count * exp(-1.959964 * deviation) end as low,
    case when is_known then post_count / expected_count * exp(1.959964 * deviation) end as high
from lifts
