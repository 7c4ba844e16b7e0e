-- Figures of standing: each brand's part of all mentions, of their authors, of the positive and
-- of the
-- negative ones, and of the mentions on one mix of sources, now and before.
-- A share of a complete count has no interval of its own; its change has: whether so small a shift
-- could be the chance of single days.
-- Grain: figure.
with
    levels as (
        select
            'share_of_voice' as metric,
            brand,
            period,
            share_of_voice as level,
            mention_count as n,
            total_count,
            effective_day_count,
            variance,
            'share_of_voice' as model,
            'true' as condition
        from share_of_voice
        union all
        select
            'author_share',
            brand,
            period,
            author_share,
            author_count,
            author_total,
            effective_day_count,
            author_variance,
            'share_of_voice',
            'true'
        from share_of_voice
        union all
        select
            sentiment || '_part',
            brand,
            period,
            share,
            post_count,
            total_count,
            effective_day_count,
            variance,
            'sentiment_voice',
            format('sentiment = ''{}''', sentiment)
        from sentiment_voice
    ),

    changes as (
        select
            metric,
            brand,
            any_value(model) as model,
            any_value(condition) as condition,
            max(level) filter (where period = 'window') as now,
            max(level) filter (where period = 'previous') as before,
            max(n) filter (where period = 'window') as n,
            max(total_count) filter (where period = 'window') as total_count,
            t_quantile(min(effective_day_count) - 1) * sqrt(sum(variance)) as margin
        from levels
        group by metric, brand
    )

select
    metric || '.' || brand as figure,

    metric,
    brand,
    now as value,
    n,
    before as previous,
    now - before as change,
    now - before - margin as change_low,
    now - before + margin as change_high,
    case
        when before is null
        then 'not comparable'
        else verdict(now - before - margin, now - before + margin)
    end as verdict,
    adequacy(coalesce(total_count, 0), getvariable('headline_min')) as adequacy,
    model,
    format(
        'brand = ''{}'' and period = ''window'' and is_counted and {}', brand, condition
    ) as posts_where
from changes
-- One brand's share of itself says nothing.
where (select count(*) from brands) > 1
