-- The typical post of each question or wish: the one whose words its other posts use most (the
-- medoid under the cosine of word counts, found without comparing posts to posts), then the one
-- with most reactions; and the words that half of the posts share.
-- Grain: intent, asked_key.
with
    words as (
        select
            asked_posts.intent,
            asked_posts.asked_key,
            asked_words.platform,
            asked_words.post_id,
            asked_words.word
        from asked_posts
        join asked_words using (intent, platform, post_id)
        where asked_posts.asked_key is not null and asked_posts.period = 'window'
    ),

    counted as (select intent, asked_key, word, count(*) as post_count from words group by all),

    sizes as (
        select intent, asked_key, count(distinct(platform, post_id)) as post_count
        from words
        group by all
    ),

    shared as (
        select
            counted.intent,
            counted.asked_key,
            list(word order by counted.post_count desc, word)[:5] as words
        from counted
        join sizes using (intent, asked_key)
        where counted.post_count >= 0.5 * sizes.post_count
        group by all
    ),

    scored as (
        select
            words.intent,
            words.asked_key,
            words.platform,
            words.post_id,
            round(sum(counted.post_count) / sqrt(count(*)), 6) as score
        from words
        join counted using (intent, asked_key, word)
        group by all
    )

select
    scored.intent,
    scored.asked_key,

    coalesce(any_value(shared.words), []) as words,
    arg_max(
        {
            'excerpt':two_lines(texts.headline, texts.body),
            'url':texts.url,
            'language':mentions.language
        },
        (score, coalesce(mentions.engagement, 0), scored.post_id)
    ) as example
from scored
join texts on texts.platform = scored.platform and texts.post_id = scored.post_id
join
    mentions
    on mentions.brand = getvariable('focus_brand')
    and mentions.platform = scored.platform
    and mentions.post_id = scored.post_id
left join shared on shared.intent = scored.intent and shared.asked_key = scored.asked_key
group by scored.intent, scored.asked_key
