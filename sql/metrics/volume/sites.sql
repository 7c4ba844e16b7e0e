-- On which sites the focus brand is spoken of in the window; a post without a link, or with one
-- that names no host, counts for its platform.
-- Grain: site, channel.
with
    placed as (
        select mentions.*, coalesce(site_of(texts.url), mentions.platform) as site
        from mentions
        join texts using (platform, post_id)
        where
            mentions.brand = getvariable('focus_brand')
            and mentions.is_counted
            and mentions.period = 'window'
    )

select
    site,
    channel,

    count(*) as mention_count,
    count(distinct author_key) as author_count,
    count(sentiment_sign) as judged_count,
    sum(engagement) as engagement,
    case
        when count(sentiment_sign) >= getvariable('segment_min') then 100 * avg(sentiment_sign)
    end as net_sentiment
from placed
group by all
