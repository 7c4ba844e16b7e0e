-- What the authors of the focus brand's mentions are after, the most frequent first.
-- Grain: intent.
select
    intent,

    mention_count,
    previous_count,
    mention_share as share,
    low,
    high,
    previous_share,
    share_change,
    growth_rate,
    growth_low,
    growth_high,
    q_value,
    verdict,
    adequacy
from intent_change
where
    brand = getvariable('focus_brand')
    and coalesce(mention_count, 0) + coalesce(previous_count, 0) > 0
order by mention_count desc, position
