-- What the focus brand's customers ask or wish for, as words: ten a post at most, in order, without
-- stop words and the brands' names.
-- Grain: intent, platform, post_id, word.
with
    spoken_words as (select * exclude (said), words_of(said) as words from asked_sentences),

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
