-- What is said of the market without a brand, beside what is said of the brands: in all, then by
-- topic. Without a query for the market there is nothing to set side by side.
-- Grain: segment.
select
    segment,

    coalesce(any_value(topic_name), 'All') as topic_name,
    coalesce(max(post_count) filter (where naming = 'no brand'), 0) as post_count,
    share(
        coalesce(max(post_count) filter (where naming = 'no brand'), 0), any_value(no_brand_count)
    ) as post_share,
    max(net_sentiment) filter (where naming = 'no brand') as net_sentiment,
    max(low) filter (where naming = 'no brand') as low,
    max(high) filter (where naming = 'no brand') as high,
    coalesce(max(post_count) filter (where naming = 'a brand'), 0) as brand_post_count,
    share(
        coalesce(max(post_count) filter (where naming = 'a brand'), 0), any_value(a_brand_count)
    ) as brand_post_share,
    max(net_sentiment) filter (where naming = 'a brand') as brand_net_sentiment
from market_conversation
cross join
    (
        select
            max(post_count) filter (where naming = 'no brand') as no_brand_count,
            max(post_count) filter (where naming = 'a brand') as a_brand_count
        from market_conversation
        where segment = 'all' and period = 'window'
    ) as wholes
left join taxonomy on topic = segment
where period = 'window' and no_brand_count > 0
group by segment
order by segment = 'all' desc, any_value(position)
