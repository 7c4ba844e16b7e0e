-- Negative mentions of the window that the brand's own accounts did not answer, widest heard first.
-- Grain: platform, post_id.
with
    answered as (
        select platform, post_id
        from answers
        where brand = getvariable('focus_brand') and answered_at is not null
    )

select
    mentions.platform,
    mentions.post_id,

    mentions.channel,
    mentions.posted_at,
    mentions.day,
    mentions.engagement,
    texts.headline,
    texts.body,
    texts.url
from mentions
join texts using (platform, post_id)
anti join answered using (platform, post_id)
where
    mentions.brand = getvariable('focus_brand')
    and mentions.is_counted
    and mentions.period = 'window'
    and mentions.sentiment = 'negative'
    and mentions.engagement > 0
