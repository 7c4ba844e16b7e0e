-- The brand's first answer to each counted mention, within the same period: what was answered
-- later is not known of the window yet, so it is not counted of the period before either. An
-- answer from before the post, as to a review that was edited since, is no answer to it, and is
-- counted apart.
-- Grain: brand, platform, post_id.
select
    mentions.brand,
    mentions.platform,
    mentions.post_id,

    mentions.period,
    mentions.posted_at,
    min(own_answers.posted_at) filter (
        where own_answers.posted_at >= mentions.posted_at
    ) as answered_at,
    count(*) filter (where own_answers.posted_at >= mentions.posted_at) as answer_count,
    count(*) filter (where own_answers.posted_at < mentions.posted_at) as early_count,
    date_diff(
        'second',
        mentions.posted_at,
        min(own_answers.posted_at) filter (where own_answers.posted_at >= mentions.posted_at)
    )
    / 3600 as answer_hours
from mentions
join
    own_answers
    on own_answers.brand = mentions.brand
    and own_answers.platform = mentions.platform
    and own_answers.parent_id = mentions.post_id
    and (own_answers.period = mentions.period or own_answers.posted_at < mentions.posted_at)
where mentions.is_counted and mentions.period is not null
group by mentions.brand, mentions.platform, mentions.post_id, mentions.period, mentions.posted_at
