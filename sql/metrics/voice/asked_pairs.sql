-- Two words by which a question or wish is known again: a pair that three authors use in the
-- window and the one before, together more often than chance would have it. Each post has 45
-- pairs at most.
-- Grain: intent, pair.
with
    posts_of as (
        select
            intent,
            platform,
            post_id,
            any_value(author_key) as author_key,
            list_sort(list(word)) as words
        from asked_words
        group by intent, platform, post_id
    ),

    pairs as (
        select
            intent,
            author_key,
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

    pair_counts as (
        select intent, pair, count(distinct author_key) as author_count
        from pairs
        group by intent, pair
        having author_count >= 3
    ),

    word_counts as (
        select intent, word, count(distinct author_key) as author_count
        from asked_words
        group by intent, word
    ),

    totals as (
        select intent, count(distinct author_key) as author_total from asked_words group by intent
    )

select
    pair_counts.intent,
    pair_counts.pair,

    pair_counts.author_count,
    -- How much this pair tells: its authors times the log of how much oftener than by chance.
    pair_counts.author_count * ln(
        pair_counts.author_count * author_total / first_word.author_count / last_word.author_count
    ) as score
from pair_counts
join totals using (intent)
join
    word_counts as first_word
    on first_word.intent = pair_counts.intent
    and first_word.word = split_part(pair_counts.pair, ' ', 1)
join
    word_counts as last_word
    on last_word.intent = pair_counts.intent
    and last_word.word = split_part(pair_counts.pair, ' ', 2)
where pair_counts.author_count * author_total > first_word.author_count * last_word.author_count
