-- Posts to quote, cut to two lines: a telling title alone, else what follows it.
-- Grain: role, rank.
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
        from quotes
    )

select
    role,
    rank,

    case when length(saying) > 200 then left(saying, 199) || '…' else saying end as excerpt,
    url,
    platform,
    channel,
    language,
    day as posted_on,
    engagement,
    sentiment,
    post_id
from sayings
order by role, rank
