-- Mentions that called for an answer (a question, a complaint, a wish to leave, or negative), in
-- the sources where the brand answers at all, with its first answer. A mention is due when it was
-- followed for the whole target time, to the end of its period or of what its source was heard
-- of: whether a younger one will be answered in time nobody can say yet.
-- Grain: brand, platform, post_id.
with
    answering as (select distinct brand, source from own_answers),

    heard as (select source, max(heard_to) as heard_to from heard_spans group by source),

    asked as (
        select
            mentions.*,
            least(
                case
                    mentions.period
                    when 'window'
                    then getvariable('window_end_on')
                    else getvariable('previous_end_on')
                end::timestamptz,
                heard.heard_to
            ) as followed_to
        from mentions
        semi join
            answering on answering.brand = mentions.brand and answering.source = mentions.source
        left join heard on heard.source = mentions.source
        where
            is_counted
            and mentions.period is not null
            and (
                sentiment = 'negative'
                or list_has_any(intents, ['question', 'complaint', 'churn_risk'])
            )
    )

select
    asked.brand,
    asked.platform,
    asked.post_id,

    asked.period,
    asked.channel,
    coalesce(asked.department, 'no department') as department,
    dayname(asked.day) as weekday,
    format('{:02d}:00', hour(asked.posted_at)) as hour_of_day,
    asked.author_key,
    asked.sentiment,
    list_contains(asked.intents, 'question') as is_question,
    asked.posted_at,
    answered_at,
    answer_hours,
    coalesce(early_count, 0) as early_count,

    coalesce(answer_hours <= getvariable('response_hours'), false) as is_in_time,
    asked.posted_at + to_seconds(3600 * getvariable('response_hours')) <= followed_to as is_due
from asked
left join
    first_answers
    on first_answers.brand = asked.brand
    and first_answers.platform = asked.platform
    and first_answers.post_id = asked.post_id
