-- Trending terms without those that a longer or stronger term of the same posts already says.
-- Grain: term.
with
    sized as (select *, len(string_split(term, ' ')) as word_count from trending_terms),

    repeated as (
        select distinct shorter.term
        from sized as shorter
        join
            sized as longer
            on (longer.direction = 'fading') = (shorter.direction = 'fading')
            and longer.term != shorter.term
            and contains(' ' || longer.term || ' ', ' ' || shorter.term || ' ')
            and longer.mention_count + longer.previous_count
            >= 0.6 * (shorter.mention_count + shorter.previous_count)
    ),

    weaker as (
        select distinct longer.term
        from sized as longer
        join
            sized as shorter
            on (longer.direction = 'fading') = (shorter.direction = 'fading')
            and longer.term != shorter.term
            and contains(' ' || longer.term || ' ', ' ' || shorter.term || ' ')
            and longer.mention_count + longer.previous_count
            < 0.6 * (shorter.mention_count + shorter.previous_count)
    )

select term, sized.* exclude (term, word_count)
from sized
anti join repeated using (term)
anti join weaker using (term)
