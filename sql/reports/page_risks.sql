-- The unanswered negative posts that most people reacted to.
-- Grain: platform, post_id.
with
    sayings as (
        select
            *,
            regexp_replace(
                case
                    when headline = body or length(headline) >= 60
                    then headline
                    else headline || ': ' || body
                end,
                'https?://\S+',
                '[link]',
                'g'
            ) as saying
        from open_complaints
    )

select
    platform,
    post_id,

    case when length(saying) > 200 then left(saying, 199) || '…' else saying end as excerpt,
    url,
    channel,
    day as posted_on,
    engagement,
    'negative, no answer from the brand heard' as why
from sayings
order by engagement desc, platform, post_id
limit 5
