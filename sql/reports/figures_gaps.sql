-- Figures of the gaps to the competitors in net sentiment, and of what is left of them, of net
-- sentiment
-- and of
-- shares
-- of voice on one mix of sources, where there is more than one source to mix.
-- Grain: figure.
with
    adjusted as (
        select
            brand,
            share as now,
            previous_share as before,
            t_quantile(effective_day_count - 1) * sqrt(variance) as margin
        from adjusted_voice
    ),

    is_mixed as (from adjusted_voice where source_count > 1 or covered_share < 1)

select
    'net_sentiment_gap.' || brand as figure,

    'net_sentiment_gap' as metric,
    brand,
    gap as value,
    low,
    high,
    n,
    verdict,
    case verdict when 'too few' then 'too few' else 'enough' end as adequacy,
    'competitor_gaps' as model,
    format(
        'brand in (''{}'', ''{}'') and period = ''window'' and is_counted and sentiment_sign is not null',
        getvariable('focus_brand'),
        brand
    ) as posts_where
from competitor_gaps
where metric = 'net_sentiment'
union all by name
select
    'adjusted_sentiment_gap.' || brand as figure,
    'adjusted_sentiment_gap' as metric,
    brand,
    gap as value,
    low,
    high,
    n,
    case
        verdict(low, high) when 'up' then 'ahead' when 'down' then 'behind' else 'no clear gap'
    end as verdict,
    'enough' as adequacy,
    'adjusted_gaps' as model
from adjusted_gaps
where exists (from is_mixed)
union all by name
select
    'adjusted_share_of_voice.' || brand as figure,
    'adjusted_share_of_voice' as metric,
    brand,
    now as value,
    mention_count as n,
    before as previous,
    now - before as change,
    now - before - margin as change_low,
    now - before + margin as change_high,
    verdict(now - before - margin, now - before + margin) as verdict,
    adequacy(mention_count, getvariable('segment_min')) as adequacy,
    'adjusted_voice' as model
from adjusted
join brand_volume using (brand)
where
    brand_volume.period = 'window' and (select count(*) from brands) > 1 and exists (from is_mixed)
union all by name
select
    'adjusted_net_sentiment.' || brand as figure,
    'adjusted_net_sentiment' as metric,
    brand,
    net_sentiment as value,
    n,
    previous_net_sentiment as previous,
    net_change as change,
    change_low,
    change_high,
    verdict(change_low, change_high) as verdict,
    adequacy(n, getvariable('headline_min')) as adequacy,
    'adjusted_sentiment' as model
from adjusted_sentiment
where exists (from is_mixed)
