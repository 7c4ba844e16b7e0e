-- Figures of the event that a report on a crisis is about: its mentions, and how many of the
-- judged ones are negative.
-- Grain: figure.
with
    authors as (
        select
            brand,
            author_key,
            count(sentiment_sign) as judged_count,
            count(*) filter (where sentiment = 'negative') as negative_count
        from crisis_posts
        where is_event and sentiment_sign is not null
        group by all
    ),

    judged as (
        select
            brand,
            count(*) as author_count,
            sum(judged_count)::bigint as n,
            share(sum(negative_count), sum(judged_count)) as negative_share,
            clusters_variance(negative_count, judged_count) as variance,
            clusters_worth(judged_count) as effective_author_count
        from authors
        group by brand
    ),

    shares as (
        select
            *,
            share_low(negative_share, variance, n, effective_author_count) as low,
            share_high(negative_share, variance, n, effective_author_count) as high
        from judged
        where n >= getvariable('segment_min')
    ),

    days as (
        select
            brand,
            format(
                'brand = ''{}'' and period = ''window'' and is_counted and day between date ''{}'' and date ''{}''',
                brand,
                start_on,
                end_on
            ) as posts_where
        from crisis_event
    )

select
    'event_mentions.' || brand as figure,

    'event_mentions' as metric,
    brand,
    null::varchar as segment,
    count(*)::double as value,
    null::double as low,
    null::double as high,
    count(*) as n,
    case when bool_or(is_author_known) then count(distinct author_key) end as author_count,
    'enough' as adequacy,
    'crisis_posts' as model,
    any_value(posts_where) as posts_where
from crisis_posts
join days using (brand)
where is_event
group by brand
union all
select
    'event_negative_share.' || brand,
    'event_negative_share',
    brand,
    null,
    negative_share,
    low,
    high,
    n,
    shares.author_count,
    estimate_adequacy(n, low),
    'crisis_posts',
    days.posts_where || ' and sentiment_sign is not null'
from shares
join days using (brand)
