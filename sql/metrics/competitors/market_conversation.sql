-- What is said of the market by posts that name none of the configured brands, with net sentiment
-- by
-- author, beside posts that name a brand of the report: whole and by topic, each post once. The
-- brands' side stands for comparison, without authors and interval. Nothing without a market query.
-- Grain: naming, period, segment.
with
    spoken_of as (
        select
            period,
            -- Hashes group in a fraction of the time of the keys.
            hash(author_key) as author,
            list_transform(brands, lambda found:found.brand) as names,
            topics,
            sentiment_sign
        from posts
        where period is not null and not is_copy and not is_spam and not is_owned
    ),

    told as (
        select
            period,
            case when names = ['_market'] then author end as author,
            case
                when list_has_any(names, (select list(brand) from brands))
                then 'a brand'
                when names = ['_market']
                then 'no brand'
            end as naming,
            sentiment_sign,
            unnest(list_prepend('all', list_distinct(coalesce(topics, [])))) as segment
        from spoken_of
    ),

    by_author as (
        select
            naming,
            period,
            segment,
            author,
            count(*) as post_count,
            count(sentiment_sign)::double as n,
            coalesce(sum(sentiment_sign), 0)::double as x
        from told
        -- Without a market there is nothing to set the brands beside.
        where naming is not null and exists (from spoken_of where list_contains(names, '_market'))
        group by all
    ),

    sums as (
        select
            naming,
            period,
            segment,
            sum(post_count)::bigint as post_count,
            nullif(count(author), 0) as author_count,
            count(*) filter (where n > 0) as judge_count,
            sum(n) as n,
            sum(x) as x,
            sum(n * n) as nn,
            sum(x * n) as xn,
            sum(x * x) as xx,
            effective_clusters(sum(n), sum(n * n)) as cluster_count
        from by_author
        group by all
    ),

    levels as (
        select
            *,
            x / n as level,
            t_quantile(cluster_count - 1) * sqrt(
                greatest(
                    ratio_variance(judge_count, x, n, xx, xn, nn),
                    pow(3 / cluster_count / 1.959964, 2)
                )
            ) as margin
        from sums
        where n >= getvariable('segment_min')
    )

select
    naming,
    period,
    segment,

    sums.post_count,
    sums.author_count,
    sums.n::bigint as judged_count,
    100 * level as net_sentiment,
    bounded(100 * (level - margin), -100, 100) as low,
    bounded(100 * (level + margin), -100, 100) as high,
    adequacy(sums.n, getvariable('headline_min')) as adequacy
from sums
left join levels using (naming, period, segment)
