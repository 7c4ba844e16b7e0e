-- The counted mentions of the days around the event; those of the event itself are marked.
-- Grain: brand, platform, post_id.
select
    mentions.brand,
    mentions.platform,
    mentions.post_id,

    mentions.channel,
    mentions.language,
    mentions.sentiment,
    mentions.sentiment_sign,
    mentions.intents,
    mentions.author_key,
    mentions.is_author_known,
    mentions.engagement,
    mentions.posted_at,
    mentions.day,
    mentions.is_exact,
    mentions.day between start_on and end_on as is_event
from mentions
join
    crisis_event
    on crisis_event.brand = mentions.brand
    and mentions.day between crisis_event.first_on and crisis_event.last_on
where mentions.is_counted and mentions.period = 'window'
