-- The figures of all kinds, as their models have them.
-- Grain: figure.
from figures_volume
union all by name
from figures_duplicates
union all by name
from figures_engagement
union all by name
from figures_health
union all by name
from figures_names
union all by name
from figures_sentiment
union all by name
from figures_voice
union all by name
from figures_gaps
union all by name
from figures_market
union all by name
from figures_response
union all by name
from figures_crisis
union all by name
from figures_customers
union all by name
from figures_events
union all by name
from figures_trends
union all by name
from figures_quality
union all by name
from figures_labels
union all by name
from figures_topics
union all by name
from figures_changes
