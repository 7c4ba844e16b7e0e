-- Figures of standing: each brand's share of voice, and the gaps in net sentiment to the
-- competitors.
-- Grain: figure.
with
    shares as (
        select
            brand,
            max(share_of_voice) filter (where period = 'window') as now,
            max(share_of_voice) filter (where period = 'previous') as before,
            max(mention_count) filter (where period = 'window') as mention_count,
            -- A share of a complete count has no interval; the verdict still asks whether so
            -- small a shift could be the chance of single days.
            t_quantile(min(day_count) - 1) * sqrt(sum(variance)) as margin
        from share_of_voice
        group by all
    )

select
    'share_of_voice.' || brand as figure,

    'share_of_voice' as metric,
    brand,
    null::varchar as segment,
    now as value,
    null::double as low,
    null::double as high,
    mention_count as n,
    before as previous,
    now - before as change,
    null::double as change_low,
    null::double as change_high,
    null::double as change_rate,
    case
        when before is null
        then 'not comparable'
        else verdict(now - before - margin, now - before + margin)
    end as verdict,
    'enough' as adequacy,
    'share_of_voice' as model,
    format('brand = ''{}'' and period = ''window'' and is_counted', brand) as posts_where
from shares
-- One brand's share of itself says nothing.
where (select count(*) from brands) > 1
union all
select
    'net_sentiment_gap.' || brand,
    'net_sentiment_gap',
    brand,
    null,
    gap,
    low,
    high,
    n,
    null,
    null,
    null,
    null,
    null,
    verdict,
    case verdict when 'too few' then 'too few' else 'enough' end,
    'competitor_gaps',
    format(
        'brand in (''{}'', ''{}'') and period = ''window'' and is_counted and sentiment_sign is not null',
        getvariable('focus_brand'),
        brand
    )
from competitor_gaps
where metric = 'net_sentiment'
