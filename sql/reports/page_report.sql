-- What the report can stand on: since when and until when it heard anything, and whether it did.
-- Grain: brand.
with
    heard as (
        select
            min(day) as data_from,
            max(day) as data_until,
            max(day) filter (where status = 'covered') as covered_until
        from day_status
        where status in ('covered', 'partial')
    )

select
    brand,

    data_from,
    data_until,
    -- The last whole day heard lies before the window's end: the window is not over for the data.
    coalesce(covered_until < getvariable('window_end_on') - 1, true) as is_part,
    mention_count = 0 as is_empty
from brand_volume
cross join heard
where brand = getvariable('focus_brand') and period = 'window'
