-- What the report can stand on: since when and until when it heard anything, and whether it did.
-- Grain: brand.
with
    heard as (
        select
            min(day) as data_from,
            max(day) as data_until,
            max(day) filter (where covered_count > 0) as covered_until
        from day_status
        where status in ('covered', 'partial')
    )

select
    brand,

    data_from,
    data_until,
    -- No source was heard to the window's end: for the data, the window is not over.
    coalesce(covered_until < getvariable('window_end_on') - 1, true) as is_part,
    mention_count = 0 as is_empty,
    author_known_count > 0 as has_authors
from brand_volume
cross join heard
where brand = getvariable('focus_brand') and period = 'window'
