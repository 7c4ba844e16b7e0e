-- Where the series of the report change their ground: a source that begins or ends to be heard
-- within
-- them, for good. What lies on either side of such a day is not the same conversation. A day that
-- was
-- missed and the next one heard again is a gap, not a break.
-- Grain: source, day, kind.
with
    heard as (
        select
            source,
            min(day) as first_on,
            max(day) as last_on,
            min(min(day)) over () as known_from,
            max(max(day)) over () as known_until
        from source_days
        where status in ('covered', 'partial', 'limited')
        group by source
    )

select source, first_on as day, 'began' as kind
from heard
where first_on > known_from
union all
select source, last_on + 1, 'ended'
from heard
where last_on < known_until
