-- Mentions of the focus brand in the window that want an answer soon: urgency of 0.5 or more, not
-- answered by the brand. A complaint that its author also made in the 30 days before, in the same
-- words or others, is more urgent, by the rule of the other reasons: 1 − (1 − urgency)(1 − 0.3).
-- Copies are counted nowhere else; who repeats a complaint word for word is listed once, at the
-- last.
-- Grain: platform, post_id.
with
    complaints as (
        select
            platform,
            post_id,
            count(*) over (
                partition by author_key
                order by posted_at range between interval 30 days preceding and current row
            )
            - 1 as earlier_count
        from mentions
        where
            brand = getvariable('focus_brand')
            and not is_spam
            and not is_owned
            and is_author_known
            and list_contains(intents, 'complaint')
    ),

    answered as (
        select platform, post_id
        from answers
        where brand = getvariable('focus_brand') and answered_at is not null
    ),

    candidates as (
        select
            mentions.*,
            coalesce(earlier_count, 0) as earlier_count,
            case
                when earlier_count > 0 then 1 - (1 - urgency) * (1 - 0.3) else urgency
            end as raised_urgency
        from mentions
        left join complaints using (platform, post_id)
        where
            brand = getvariable('focus_brand')
            and period = 'window'
            and (is_counted or earlier_count > 0)
    )

select
    candidates.platform,
    candidates.post_id,

    candidates.brand,
    candidates.channel,
    candidates.language,
    candidates.sentiment,
    candidates.department,
    candidates.topics,
    candidates.intents,
    candidates.posted_at,
    candidates.day,
    candidates.engagement,
    candidates.earlier_count,
    raised_urgency as urgency,
    case
        when earlier_count > 0
        then list_append(urgency_reasons, 'repeated complaint')
        else urgency_reasons
    end as urgency_reasons,
    texts.headline,
    texts.body,
    texts.url
from candidates
join texts using (platform, post_id)
anti join answered using (platform, post_id)
where raised_urgency >= 0.5
qualify
    not candidates.is_author_known
    or row_number() over (
        partition by candidates.author_key, texts.headline, texts.body
        order by candidates.posted_at desc, candidates.platform, candidates.post_id
    )
    = 1
