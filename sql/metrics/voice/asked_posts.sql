-- Which question or wish each post of the focus brand's customers belongs to: the pair of words
-- that tells most of those it has, the same for near copies of one text; else the text that is
-- copied. A wish without either belongs to its first topic.
-- Grain: intent, platform, post_id.
with
    posts_of as (
        select
            intent, platform, post_id, period, author_key, copy_key, list_sort(list(word)) as words
        from asked_words
        group by all
    ),

    pairs as (
        select
            posts_of.* exclude (words),
            unnest(
                flatten(
                    list_transform(
                        range(1, len(words)),
                        lambda i:list_transform(words[i + 1:], lambda w:words[i] || ' ' || w)
                    )
                )
            ) as pair
        from posts_of
    ),

    best_of_copies as (
        select intent, copy_key, arg_max(pair, (score, pair)) as pair
        from pairs
        join asked_pairs using (intent, pair)
        group by intent, copy_key
    ),

    copies as (
        select intent, copy_key, count(distinct author_key) as author_count
        from posts_of
        group by intent, copy_key
    )

select
    posts_of.intent,
    posts_of.platform,
    posts_of.post_id,

    posts_of.period,
    posts_of.author_key,
    mentions.topics[1] as topic,
    coalesce(
        best_of_copies.pair,
        case when copies.author_count > 1 then posts_of.copy_key end,
        case when posts_of.intent = 'feature_request' then 'topic:' || mentions.topics[1] end
    ) as asked_key,
    case
        when best_of_copies.pair is not null
        then 'words'
        when copies.author_count > 1
        then 'copies'
        when posts_of.intent = 'feature_request' and len(mentions.topics) > 0
        then 'topic'
    end as asked_by
from posts_of
join
    mentions
    on mentions.brand = getvariable('focus_brand')
    and mentions.platform = posts_of.platform
    and mentions.post_id = posts_of.post_id
left join copies on copies.intent = posts_of.intent and copies.copy_key = posts_of.copy_key
left join
    best_of_copies
    on best_of_copies.intent = posts_of.intent
    and best_of_copies.copy_key = posts_of.copy_key
