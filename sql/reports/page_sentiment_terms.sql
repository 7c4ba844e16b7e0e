-- The terms that set negative mentions of the focus brand apart from positive ones, ten of each.
-- Grain: term.
with
    longest as (
        select
            *,
            -- "refund" says nothing that "no refund" of as many posts does not.
            exists (
                select 1
                from sentiment_terms as longer
                where
                    longer.direction = sentiment_terms.direction
                    and longer.term != sentiment_terms.term
                    and contains(' ' || longer.term || ' ', ' ' || sentiment_terms.term || ' ')
                    and longer.mention_count >= 0.6 * sentiment_terms.mention_count
            ) as is_repeated
        from sentiment_terms
    )

select term, direction, mention_count, author_count, net_sentiment
from longest
where not is_repeated
qualify row_number() over (partition by direction order by abs(z_score) desc, term) <= 10
order by direction, abs(z_score) desc, term
