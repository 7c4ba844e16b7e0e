-- How much was said of each brand in each period: raw, unique and by distinct authors, engagement.
-- Grain: brand, period.
with
    kept as (
        select
            brand,
            period,
            count(*) as raw_count,
            count(*) filter (where not is_copy) as unique_count,
            count(*) filter (where is_counted) as mention_count,
            count(distinct author_key) filter (where is_counted) as author_count,
            count(*) filter (where is_counted and is_author_known) as author_known_count,
            count(*) filter (where is_spam) as spam_count,
            count(*) filter (where is_copy) as copy_count,
            count(*) filter (where is_near_copy) as near_copy_count,
            count(*) filter (where is_repost) as repost_count,
            count(*) filter (where is_owned) as owned_count,
            count(engagement) filter (where is_counted) as engagement_known_count,
            sum(engagement) filter (where is_counted) as engagement
        from mentions
        left join texts using (platform, post_id, period)
        where period is not null
        group by all
    ),

    periods as (
        select brand, period from brands cross join (values ('window'), ('previous')) as two(period)
    )

select
    brand,
    period,

    coalesce(raw_count, 0) as raw_count,
    coalesce(unique_count, 0) as unique_count,
    coalesce(mention_count, 0) as mention_count,
    coalesce(author_count, 0) as author_count,
    coalesce(author_known_count, 0) as author_known_count,
    coalesce(spam_count, 0) as spam_count,
    coalesce(copy_count, 0) as copy_count,
    coalesce(near_copy_count, 0) as near_copy_count,
    coalesce(repost_count, 0) as repost_count,
    coalesce(owned_count, 0) as owned_count,
    coalesce(engagement_known_count, 0) as engagement_known_count,
    engagement,
    share(engagement, engagement_known_count) as engagement_per_post
from periods
left join kept using (brand, period)
