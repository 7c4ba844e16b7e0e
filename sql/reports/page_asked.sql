-- What several customers of the focus brand ask or wish for alike, with a typical post.
-- Grain: intent, asked_key.
select
    asked_clusters.intent,
    asked_clusters.asked_key,

    case
        when len(asked_typical.words) > 0 and asked_by != 'topic'
        then array_to_string(asked_typical.words, ', ')
        else coalesce(topic_name, topic, asked_clusters.asked_key)
    end as about,
    topic_name,
    post_count,
    previous_count,
    author_count,
    previous_author_count,
    brand_author_count,
    answered_count,
    verdict,
    is_product_case,
    asked_typical.example.excerpt as excerpt,
    asked_typical.example.language as language,
    asked_typical.example.url as url
from asked_clusters
join asked_typical using (intent, asked_key)
left join taxonomy using (topic)
order by
    asked_clusters.intent = 'question' desc,
    asked_by = 'topic',
    author_count desc,
    asked_clusters.asked_key
