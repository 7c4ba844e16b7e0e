-- What each labelled mention has to say to accuracy, and to the recall of each class: how much of
-- it
-- belongs there, and how much of that the engine got right.
-- Grain: brand, language, measure, platform, post_id.
with
    judged_posts as (
        select
            *,
            [negative_part, neutral_part, positive_part] as parts,
            list_position(['negative', 'neutral', 'positive'], sentiment) as answer
        from audit_posts
    ),

    measured as (select *, unnest([0, 1, 2, 3]) as place from judged_posts)

select
    brand,
    unnest(['all', language]) as language,
    (['accuracy', 'negative', 'neutral', 'positive'])[place + 1] as measure,
    platform,
    post_id,

    stratum,
    stratum_labelled,
    left_out_share,
    weight,
    case place when 0 then 1 else parts[place] end as whole,
    case when place in (0, answer) then parts[answer] else 0 end as part
from measured
