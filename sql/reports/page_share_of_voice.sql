-- Each brand's share of voice now and before, and its part of the authors and of the good and the
-- bad
-- that was said; of one brand alone there is none.
-- Grain: brand.
with
    shares as (
        select
            brand,
            max(mention_count) filter (where period = 'window') as mention_count,
            max(share_of_voice) filter (where period = 'window') as share,
            max(share_of_voice) filter (where period = 'previous') as previous_share,
            max(author_share) filter (where period = 'window') as author_share,
            max(author_share) filter (where period = 'previous') as previous_author_share
        from share_of_voice
        group by all
    ),

    parts as (
        select
            brand,
            max(share) filter (where sentiment = 'positive') as positive_part,
            max(share) filter (where sentiment = 'negative') as negative_part
        from sentiment_voice
        where period = 'window'
        group by all
    )

select
    brand,

    brand_name,
    is_focus,
    mention_count,
    share,
    previous_share,
    share - previous_share as share_change,
    author_share,
    previous_author_share,
    positive_part,
    negative_part
from shares
join brands using (brand)
left join parts using (brand)
where (select count(*) from brands) > 1
order by position
