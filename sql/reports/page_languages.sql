-- The languages of the focus brand's mentions.
-- Grain: language.
select language, mention_count, mention_share as share, judged_count
from language_mix
where brand = getvariable('focus_brand') and period = 'window'
order by mention_count desc, language
