-- What several customers of the focus brand ask or wish for alike: how many, how many of them
-- turned to the brand itself, and whether it grew. Growth is the change of the share of all
-- askers (score test), at a false discovery rate of 10% (Benjamini and Hochberg 1995). What five
-- or more ask of the brand's own accounts is a case for the product, not for support alone.
-- Grain: intent, asked_key.
with
    marked as (
        select
            asked_posts.*,
            asked_of_brand.post_id is not null as is_asked_of_brand,
            coalesce(asked_of_brand.is_answered, false) as is_answered
        from asked_posts
        left join asked_of_brand using (platform, post_id)
    ),

    totals as (
        select
            intent,
            count(distinct author_key) filter (where period = 'window') as whole,
            count(distinct author_key) filter (where period = 'previous') as previous_whole
        from marked
        group by intent
    ),

    counts as (
        select
            intent,
            asked_key,
            any_value(asked_by) as asked_by,
            mode(topic order by topic) as topic,
            count(*) filter (where period = 'window') as post_count,
            count(*) filter (where period = 'previous') as previous_count,
            count(distinct author_key) filter (where period = 'window') as author_count,
            count(distinct author_key) filter (where period = 'previous') as previous_author_count,
            count(distinct author_key) filter (
                where period = 'window' and is_asked_of_brand
            ) as brand_author_count,
            count(*) filter (where period = 'window' and is_answered) as answered_count
        from marked
        where asked_key is not null
        group by intent, asked_key
        having author_count >= 3
    ),

    scores as (
        select
            counts.*,
            case
                when previous_whole > 0
                then
                    coalesce(
                        share_difference_z(
                            author_count, whole, previous_author_count, previous_whole
                        ),
                        0
                    )
            end as z_score
        from counts
        join totals using (intent)
    ),

    ranked as (
        select
            *,
            2 * normal_tail(abs(z_score)) as p_value,
            row_number() over (order by abs(z_score) desc nulls last, intent, asked_key) as place,
            count(z_score) over () as tested_count
        from scores
    ),

    judged as (
        select
            *,
            min(p_value * tested_count / place) over (
                order by place desc rows unbounded preceding
            ) as q_value
        from ranked
    )

select
    * exclude (p_value, place, tested_count),

    case
        when z_score is null
        then 'not comparable'
        when q_value > 0.1
        then 'no clear change'
        when z_score > 0
        then 'up'
        else 'down'
    end as verdict,
    brand_author_count >= 5 as is_product_case
from judged
