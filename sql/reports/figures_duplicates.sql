-- Figures of what the raw mentions are made of: copies, near copies, spam, and the brands' own
-- posts.
-- Grain: figure.
with
    parts as (
        unpivot (
            select brand, period, raw_count, copy_count, near_copy_count, spam_count, owned_count
            from brand_volume
        )
        on copy_count,
        near_copy_count,
        spam_count,
        owned_count
        into name part value part_count
    ),

    named as (
        select
            *,
            case
                part
                when 'copy_count'
                then {'metric':'copy_share', 'column':'is_copy'}
                when 'near_copy_count'
                then {'metric':'near_copy_share', 'column':'is_near_copy'}
                when 'spam_count'
                then {'metric':'spam_share', 'column':'is_spam'}
                else {'metric':'own_share', 'column':'is_owned'}
            end as told
        from parts
    ),

    now_and_before as (
        select
            brand,
            told,
            max(raw_count) filter (where period = 'window') as raw_count,
            max(share(part_count, raw_count)) filter (where period = 'window') as now,
            max(share(part_count, raw_count)) filter (where period = 'previous') as before
        from named
        group by all
    )

select
    told.metric || '.' || brand as figure,

    told.metric as metric,
    brand,
    now as value,
    raw_count as n,
    before as previous,
    now - before as change,
    'enough' as adequacy,
    'brand_volume' as model,
    format('brand = ''{}'' and period = ''window'' and {}', brand, told.column) as posts_where
from now_and_before
where now is not null
