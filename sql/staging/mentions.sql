-- Each post once for each brand of the report that it names.
-- Grain: brand, platform, post_id.
with
    named as (
        select
            posts.* exclude (brands),
            unnest(list_distinct(list_transform(brands, lambda b:b.brand))) as brand
        from posts
    )

select
    named.brand,
    named.* exclude (brand),

    -- The count used everywhere unless another is named: unique, no spam, not the brands' own
    -- posts.
    not is_copy and not is_spam and not is_owned as is_counted
from named
semi join brands using (brand)
