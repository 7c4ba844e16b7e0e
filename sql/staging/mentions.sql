-- Each post once for each brand of the report that it names.
-- Grain: brand, platform, post_id.
with named as (select posts.* exclude (brands), unnest(brands) as found from posts)

select
    named.found.brand as brand,
    named.* exclude (found),

    -- The brand's name as the post has it, folded, and whether only `~1` of the query found it.
    named.found.term as term,
    named.found.is_typo as is_typo,

    -- The count used everywhere unless another is named: unique, no spam, not the brands' own
    -- posts.
    not is_copy and not is_spam and not is_owned as is_counted
from named
semi join brands on named.found.brand = brands.brand
