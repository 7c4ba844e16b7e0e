-- What the focus brand's customers ask or wish for, as words: those of the sentences that end in
-- a question mark, or of the first 300 characters where none does; ten a post at most, in order,
-- without stop words and the brand's own. Who complains to the brand asks it something too,
-- question mark or not.
-- Grain: intent, platform, post_id, word.
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

    sentences as (
        select
            * exclude (said, known_intents, is_told_to_brand),
            unnest(
                list_distinct(
                    known_intents || case when is_told_to_brand then ['question'] else [] end
                )
            ) as intent,
            coalesce(
                nullif(array_to_string(regexp_extract_all(said, '[^.!?…\n]{12,}\?'), ' '), ''),
                left(said, 300)
            ) as said
        from plain
    ),

    spoken_words as (select * exclude (said), words_of(said) as words from sentences),

    placed as (
        select * exclude (words), unnest(words) as word, generate_subscripts(words, 1) as place
        from spoken_words
    )

select intent, platform, post_id, placed.word, period, author_key, copy_key, min(place) as place
from placed
anti join
    left_out
    on left_out.brand = placed.brand
    and left_out.language in (placed.language, 'web', '*')
    and left_out.word = placed.word
where not regexp_matches(placed.word, '^.$|[.,;:!?()]')
group by intent, platform, post_id, placed.word, period, author_key, copy_key
qualify
    row_number() over (partition by intent, platform, post_id order by min(place), placed.word)
    <= 10
