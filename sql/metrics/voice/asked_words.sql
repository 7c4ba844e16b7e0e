-- What the focus brand's customers ask or wish for, as words: those of the sentences that end in a
-- question mark, or of the first 300 characters where none does; at most ten a post, in order,
-- without
-- stop words and the brand's own.
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
            unnest(list_intersect(mentions.intents, ['question', 'feature_request'])) as intent,
            regexp_replace(texts.title || '. ' || texts.text, 'https?://\S+', ' ', 'g') as said
        from mentions
        join texts using (platform, post_id)
        where
            mentions.brand = getvariable('focus_brand')
            and mentions.is_counted
            and mentions.period is not null
            and list_has_any(mentions.intents, ['question', 'feature_request'])
    ),

    sentences as (
        select
            * exclude (said),
            coalesce(
                nullif(
                    array_to_string(regexp_extract_all(left(said, 1000), '[^.!?…\n]{12,}\?'), ' '),
                    ''
                ),
                left(said, 300)
            ) as said
        from askers
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
