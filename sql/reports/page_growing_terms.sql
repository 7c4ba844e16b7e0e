-- Words that few authors use yet and more of them every few months, the steadiest first, with
-- the most engaging post of the window that has each.
-- Grain: term.
with
    examples as (
        select
            growing_terms.term,
            arg_max(
                {'title':texts.headline, 'url':texts.url},
                (coalesce(mentions.engagement, 0), mentions.platform, mentions.post_id)
            ) as example
        from growing_terms
        join mention_terms using (term)
        join mentions using (brand, platform, post_id)
        join texts using (platform, post_id)
        where mention_terms.brand = getvariable('focus_brand') and mention_terms.period = 'window'
        group by all
    )

select
    term,

    author_count,
    early_share,
    middle_share,
    late_share,
    growth_rate,
    z_score,
    q_value,
    example.title as example_title,
    example.url as example_url
from growing_terms
left join examples using (term)
qualify row_number() over (partition by term order by z_score desc) = 1
order by z_score desc, term
