-- What the focus brand's customers ask or wish for, in their words: the sentences that end in a
-- question mark, or the first 300 characters where none does. Who complains to the brand asks it
-- something too, question mark or not. The lines of a form that a forum makes everybody fill in,
-- three of them and more in one post, each word for word in three posts, are nobody's question.
-- Grain: intent, platform, post_id.
with
    askers as (
        select
            mentions.brand,
            mentions.platform,
            mentions.post_id,
            mentions.period,
            mentions.author_key,
            mentions.language,
            coalesce(
                mentions.cluster_key, mentions.platform || ':' || mentions.post_id
            ) as copy_key,
            list_intersect(mentions.intents, ['question', 'feature_request']) as known_intents,
            asked_of_brand.post_id is not null
            and (
                mentions.sentiment = 'negative'
                or list_has_any(mentions.intents, ['complaint', 'churn_risk'])
            ) as is_told_to_brand,
            texts.title || '. ' || left(texts.text, 1000) as said
        from mentions
        join texts using (platform, post_id)
        left join asked_of_brand using (platform, post_id)
        where
            mentions.brand = getvariable('focus_brand')
            and mentions.is_counted
            and mentions.period is not null
            and (
                list_has_any(mentions.intents, ['question', 'feature_request'])
                or asked_of_brand.post_id is not null
            )
    ),

    plain as (
        select * exclude (said), regexp_replace(said, 'https?://\S+', ' ', 'g') as said
        from askers
        where len(known_intents) > 0 or is_told_to_brand
    ),

    lines as (
        select
            platform,
            post_id,
            copy_key,
            unnest(regexp_extract_all(said, '[^.!?…>\n]{12,}\?')) as line
        from plain
    ),

    forms as (select line from lines group by line having count(distinct copy_key) >= 3),

    filled as (
        select platform, post_id, list(line) as form
        from lines
        semi join forms using (line)
        group by platform, post_id
        having count(*) >= 3
    )

select
    plain.* exclude (said, known_intents, is_told_to_brand),
    unnest(
        list_distinct(known_intents || case when is_told_to_brand then ['question'] else [] end)
    ) as intent,
    case
        when form is null
        then
            coalesce(
                nullif(array_to_string(regexp_extract_all(said, '[^.!?…\n]{12,}\?'), ' '), ''),
                left(said, 300)
            )
        else
            array_to_string(
                list_filter(
                    regexp_extract_all(said, '[^.!?…>\n]{12,}\?'),
                    lambda line: not list_contains(form, line)
                ),
                ' '
            )
    end as said
from plain
left join filled using (platform, post_id)
