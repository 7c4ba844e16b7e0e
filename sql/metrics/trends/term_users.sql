-- How many authors use each term of the focus brand's mentions in the window and in the one before.
-- One who uses it in both counts for each in parts, as his posts with it do: who posts more now has
-- more of all words. A term needs eight authors in one of the windows: each rarer one would cost
-- the others the power to be told.
-- Grain: term.
with
    uses as (
        select
            term,
            author_key,
            count(*) filter (where period = 'window') as now_count,
            count(*) filter (where period = 'previous') as before_count
        from mention_terms
        anti join opinion_words on opinion_words.word = term and only_judges
        where brand = getvariable('focus_brand')
        group by term, author_key
    )

select
    term,

    sum(now_count)::bigint as mention_count,
    sum(before_count)::bigint as previous_count,
    count(*) filter (where now_count > 0) as author_count,
    count(*) filter (where before_count > 0) as previous_author_count,
    count(*) as user_count,
    -- In the order of size, so that no order of rows tells in the last digit.
    sum(
        now_count / (now_count + before_count) order by now_count / (now_count + before_count)
    ) as now_part,
    user_count - now_part as before_part
from uses
group by term
having greatest(author_count, previous_author_count) >= 8
