-- What was asked and complained of in the event, and what of it was answered.
-- Grain: brand, intent.
select
    brand,
    intent,

    mention_count,
    author_count,
    share,
    usual_share,
    case when asked_count > 0 then asked_count end as asked_count,
    case when asked_count > 0 then answered_count end as answered_count
from crisis_asked
join intent_names using (intent)
order by brand, mention_count desc, position
