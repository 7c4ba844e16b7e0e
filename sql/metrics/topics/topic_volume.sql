-- How many of each brand's mentions are about each topic, in the window and in the one before;
-- the share's variance and interval are by author.
-- Grain: brand, topic, period.
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
        select brand, period, author_key, sentiment_sign, unnest(topics) as topic
        from mentions
        where is_counted and period is not null
    ),

    by_author as (
        select
            brand,
            topic,
            period,
            author_key,
            count(*)::double as about_count,
            count(sentiment_sign) as judged_count,
            sum(sentiment_sign) as sign_sum
        from labelled
        group by all
    ),

    counts as (
        select
            brand,
            topic,
            period,
            sum(about_count) as mention_count,
            count(*) as author_count,
            sum(judged_count)::bigint as judged_count,
            100 * share(sum(sign_sum), sum(judged_count)) as net_sentiment,
            sum(about_count * about_count) as square_sum,
            sum(about_count * post_count) as product_sum
        from by_author
        join authors using (brand, period, author_key)
        group by all
    ),

    places as (
        select
            brand,
            topic,
            topic_name,
            period,
            coalesce(mention_count, 0)::bigint as mention_count,
            coalesce(author_count, 0) as author_count,
            coalesce(all_count, 0) as all_count,
            coalesce(judged_count, 0) as judged_count,
            share(coalesce(mention_count, 0), all_count) as mention_share,
            effective_clusters(all_count, weight_sum) as cluster_count,
            ratio_variance(
                author_total,
                coalesce(mention_count, 0),
                all_count,
                coalesce(square_sum, 0),
                coalesce(product_sum, 0),
                weight_sum
            ) as variance,
            net_sentiment
        from brands
        cross join taxonomy
        cross join (values ('window'), ('previous')) as two(period)
        left join totals using (brand, period)
        left join counts using (brand, topic, period)
    ),

    worths as (
        select
            *,
            family_count(
                mention_share, variance, all_count, cluster_count, (brand, period), topic
            ) as worth_count
        from places
    )

select
    * exclude (net_sentiment),
    wilson_low(mention_share * worth_count, worth_count) as low,
    wilson_high(mention_share * worth_count, worth_count) as high,
    case when judged_count >= getvariable('segment_min') then net_sentiment end as net_sentiment
from worths
