-- Where each brand is spoken of: mentions, authors and engagement by channel.
-- Grain: brand, period, channel.
with
    counts as (
        select
            brand,
            period,
            channel,
            count(*) as mention_count,
            count(distinct author_key) as author_count,
            count(engagement) as engagement_known_count,
            sum(engagement) as engagement
        from mentions
        where is_counted and period is not null
        group by all
    )

select
    brand,
    period,
    channel,

    mention_count,
    author_count,
    engagement,
    share(mention_count, sum(mention_count) over (partition by brand, period)) as mention_share,
    share(engagement, engagement_known_count) as engagement_per_post
from counts
