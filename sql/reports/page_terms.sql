-- Terms of the focus brand that rose, faded or are new, with the most engaging post that uses each.
-- Grain: term.
with
    examples as (
        select
            term,
            -- Title and address of one post, even where it has no address.
            arg_max(
                {'title':texts.headline, 'url':texts.url},
                (coalesce(mentions.engagement, 0), mentions.platform, mentions.post_id)
            ) as example
        from shown_terms
        join mention_terms using (term)
        join mentions using (brand, platform, post_id)
        join texts using (platform, post_id)
        where
            mention_terms.brand = getvariable('focus_brand')
            and mention_terms.period
            = case shown_terms.direction when 'fading' then 'previous' else 'window' end
        group by all
    )

select
    term,

    direction,
    mention_count,
    previous_count,
    author_count,
    previous_author_count,
    z_score,
    q_value,
    example.title as example_title,
    example.url as example_url
from shown_terms
join examples using (term)
qualify row_number() over (partition by direction = 'fading' order by abs(z_score) desc, term) <= 15
order by direction = 'fading', abs(z_score) desc, term
