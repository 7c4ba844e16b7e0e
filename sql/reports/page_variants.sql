-- The writings by which the focus brand was found in the window, the most frequent first, with
-- every
-- mistyped one: none counts in secret.
-- Grain: term.
select term, is_typo, mention_count
from brand_variants
where brand = getvariable('focus_brand') and period = 'window'
qualify is_typo or row_number() over (partition by is_typo order by mention_count desc, term) <= 20
order by is_typo, mention_count desc, term
