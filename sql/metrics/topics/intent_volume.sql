-- How many of each brand's mentions have each intent, in the window and in the one before; the
-- share's variance and interval are by author.
-- Grain: brand, intent, period.
with
    authors as (
        select brand, period, author_key, count(*)::double as post_count
        from mentions
        where is_counted and period is not null
        group by all
    ),

    totals as (
        select
            brand,
            period,
            sum(post_count)::bigint as all_count,
            count(*) as author_total,
            sum(post_count * post_count) as weight_sum
        from authors
        group by all
    ),

    labelled as (
        select brand, period, author_key, unnest(intents) as intent
        from mentions
        where is_counted and period is not null
    ),

    by_author as (
        select brand, intent, period, author_key, count(*)::double as about_count
        from labelled
        group by all
    ),

    counts as (
        select
            brand,
            intent,
            period,
            sum(about_count) as mention_count,
            count(*) as author_count,
            sum(about_count * about_count) as square_sum,
            sum(about_count * post_count) as product_sum
        from by_author
        join authors using (brand, period, author_key)
        group by all
    ),

    places as (
        select
            brand,
            intent,
            intent_names.position,
            period,
            coalesce(mention_count, 0)::bigint as mention_count,
            coalesce(author_count, 0) as author_count,
            coalesce(all_count, 0) as all_count,
            share(coalesce(mention_count, 0), all_count) as mention_share,
            effective_clusters(all_count, weight_sum) as cluster_count,
            ratio_variance(
                author_total,
                coalesce(mention_count, 0),
                all_count,
                coalesce(square_sum, 0),
                coalesce(product_sum, 0),
                weight_sum
            ) as variance
        from brands
        cross join intent_names
        cross join (values ('window'), ('previous')) as two(period)
        left join totals using (brand, period)
        left join counts using (brand, intent, period)
    ),

    -- As many independent posts as tell the share as well as these do.
    worths as (
        select
            *,
            family_count(
                mention_share, variance, all_count, cluster_count, (brand, period), intent
            ) as worth_count
        from places
    ),

    parts as (select *, mention_share * worth_count as worth_part from worths)

select
    * exclude (worth_part),
    wilson_low(worth_part, worth_count) as low,
    wilson_high(worth_part, worth_count) as high
from parts
