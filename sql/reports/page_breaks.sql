-- The days on which a source begins or ends within the series, the latest first.
-- Grain: source, day, kind.
select source, day, kind from series_breaks order by day desc, source, kind
