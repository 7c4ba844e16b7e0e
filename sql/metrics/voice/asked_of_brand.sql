-- Mentions of the focus brand that turn to the brand itself: they name one of its accounts with
-- an @, or one of its accounts answered them.
-- Grain: platform, post_id.
with
    handles as (
        select list('@' || handle) as handles
        from brand_handles
        where brand = getvariable('focus_brand')
    ),

    named as (
        select mentions.platform, mentions.post_id, false as is_answered
        from mentions
        join texts using (platform, post_id)
        cross join handles
        where
            mentions.brand = getvariable('focus_brand')
            and mentions.is_counted
            and mentions.period is not null
            and contains(texts.text, '@')
            and list_bool_or(list_transform(handles, lambda h:contains(lower(texts.text), h)))
    ),

    answered as (
        select platform, post_id, true as is_answered
        from first_answers
        where brand = getvariable('focus_brand') and answer_count > 0
    ),

    turned as (
        from named
        union all
        from answered
    )

select platform, post_id, bool_or(is_answered) as is_answered
from turned
group by platform, post_id
