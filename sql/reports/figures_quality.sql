-- Figures of how good the sentiment is by people's labels, and what it is when corrected by them.
-- What rests on fewer labels than `segment_min` is withheld.
-- Grain: figure.
with
    -- Of more than two labellers, the pair that has most posts in common.
    pairs as (
        select *
        from audit_agreement
        qualify
            row_number() over (
                partition by brand, language
                order by labelled_count desc, first_labeller, second_labeller
            )
            = 1
    ),

    measured as (
        select
            brand,
            case measure when 'accuracy' then 'audit_accuracy' else 'audit_recall' end as metric,
            nullif(
                concat_ws('.', nullif(measure, 'accuracy'), nullif(language, 'all')), ''
            ) as segment,
            rate as value,
            low,
            high,
            labelled_count,
            'audit_rates' as model
        from audit_rates
        where rate is not null and labelled_count >= getvariable('segment_min')
        union all
        select
            brand,
            'audit_agreement',
            nullif(language, 'all'),
            agreement,
            low,
            high,
            labelled_count,
            'audit_agreement'
        from pairs
        where agreement is not null and labelled_count >= getvariable('segment_min')
    )

select
    concat_ws('.', metric, brand, segment) as figure,

    metric,
    brand,
    segment,
    value,
    low,
    high,
    labelled_count as n,
    adequacy(labelled_count, getvariable('headline_min')) as adequacy,
    model,
    'audit_posts' as posts_from,
    format('brand = ''{}''', brand) as posts_where
from measured
where brand = getvariable('focus_brand')
union all
select
    case
        measure
        when 'net_sentiment'
        then 'net_sentiment_corrected.' || brand
        else format('share_corrected.{}.{}', brand, measure)
    end,
    case measure when 'net_sentiment' then 'net_sentiment_corrected' else 'share_corrected' end,
    brand,
    nullif(measure, 'net_sentiment'),
    corrected_value,
    low,
    high,
    labelled_count,
    adequacy(labelled_count, getvariable('headline_min')),
    'corrected_sentiment',
    'audit_posts',
    format('brand = ''{}'' and period = ''window'' and is_of_window', brand)
from corrected_sentiment
where getvariable('is_corrected')
