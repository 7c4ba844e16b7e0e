-- What the focus brand's raw mentions are made of.
-- Grain: label.
with
    counts as (
        select brand_volume.*, coalesce(unknown_count, 0) as unknown_count
        from brand_volume
        left join sentiment_shares using (brand, period)
        where brand = getvariable('focus_brand') and period = 'window'
    ),

    lines as (
        select 1 as place, 'Raw mentions' as label, raw_count as post_count, raw_count as whole
        from counts
        union all
        select 2, 'Copies', copy_count, raw_count
        from counts
        union all
        select 3, 'Near copies, counted', near_copy_count, raw_count
        from counts
        union all
        select 4, 'Reposts', repost_count, raw_count
        from counts
        union all
        select 5, 'Spam', spam_count, raw_count
        from counts
        union all
        select 6, 'Own posts', owned_count, raw_count
        from counts
        union all
        select 7, 'Counted mentions', mention_count, raw_count
        from counts
        union all
        select 8, 'Counted, but not judged', unknown_count, mention_count
        from counts
    )

select label, post_count, share(post_count, whole) as share
from lines
order by place
