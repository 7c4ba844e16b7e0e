-- Trending terms without those that a longer or stronger term of the same posts already says.
-- Grain: term.
with
    sized as (
        select *, direction = 'fading' as is_fading, mention_count + previous_count as whole_count
        from trending_terms
    ),

    -- A term has one word or two: a longer one says each of its words.
    parts as (
        select term, unnest(string_split(term, ' ')) as word, is_fading, whole_count
        from sized
        where contains(term, ' ')
    ),

    pairs as (
        select
            sized.term as shorter,
            parts.term as longer,
            parts.whole_count >= 0.6 * sized.whole_count as is_longer_told
        from sized
        join parts on parts.word = sized.term and parts.is_fading = sized.is_fading
    )

select term, sized.* exclude (term, is_fading, whole_count)
from sized
anti join (select shorter as term from pairs where is_longer_told) as repeated using (term)
anti join (select longer as term from pairs where not is_longer_told) as weaker using (term)
