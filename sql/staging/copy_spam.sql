-- Posts that are spam by what others of their cluster are; nothing is deleted by it.
-- `flood`: what one author repeats ten times or more within a week either way, the first time
-- apart.
-- `link_ring`: five accounts or more each put the same text with a link to the same site at least
-- twice within a week; who shares a link once is a reader.
-- Grain: platform, post_id.
with
    repeated as (
        select
            *,
            count(*) over (
                partition by cluster_key, author
                order by
                    posted_at range between interval 7 days preceding and interval 7 days following
            ) as own_count,
            row_number() over (
                partition by cluster_key, author order by posted_at, platform, post_id
            ) as own_turn
        from copy_clusters
        where author is not null and not is_owned
    ),

    -- Only of these is it asked where their links lead: there are few.
    often as (select place, cluster_key, author from repeated where own_count >= 2),

    linking as (
        select
            place,
            cluster_key,
            often.author,
            nullif(regexp_extract(text, 'https?://(?:www\.)?([^/\s]+)', 1), '') as site
        from segments
        join often using (place)
    ),

    rings as (
        select cluster_key, site
        from linking
        where site is not null
        group by cluster_key, site
        having count(distinct author) >= 5
    ),

    ringed as (select place from linking semi join rings using (cluster_key, site)),

    judged as (
        select
            repeated.platform,
            repeated.post_id,
            case
                when ringed.place is not null
                then 'link_ring'
                when own_count >= 10 and own_turn > 1
                then 'flood'
            end as spam_reason
        from repeated
        left join ringed using (place)
    )

select platform, post_id, spam_reason
from judged
where spam_reason is not null
