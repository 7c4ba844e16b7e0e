-- What is said of each brand's staff and of the quality of its products, with the focus brand's
-- most told complaint and praise. Thin rates are withheld.
-- Grain: brand, topic.
with
    loudest as (
        select
            topic,
            getvariable('focus_brand') as brand,
            max(two_lines(headline, body)) filter (where role = 'complaint') as complaint,
            max(two_lines(headline, body)) filter (where role = 'praise') as praise
        from topic_posts
        where rank = 1
        group by topic
    )

select
    voice_changes.brand,
    voice_changes.segment as topic,

    brand_name,
    is_focus,
    topic_name,
    n as judged_count,
    author_count,
    case when n >= getvariable('segment_min') then value end as net_sentiment,
    case when n >= getvariable('segment_min') then low end as low,
    case when n >= getvariable('segment_min') then high end as high,
    case when previous_n >= getvariable('segment_min') then previous end as previous_net_sentiment,
    verdict,
    loudest.complaint,
    loudest.praise
from voice_changes
join brands using (brand)
join taxonomy on taxonomy.topic = voice_changes.segment
left join loudest on loudest.brand = voice_changes.brand and loudest.topic = voice_changes.segment
where measure = 'net_sentiment' and voice_changes.segment in ('staff', 'quality') and n > 0
order by voice_changes.segment, brands.position
