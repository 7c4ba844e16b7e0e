-- Phrases that no topic covers, by the number of authors who use them.
-- Grain: phrase.
from discovered_phrases order by author_count desc, phrase limit 10
