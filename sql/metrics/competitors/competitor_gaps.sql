-- How the focus brand stands against each competitor in the window, metric by metric. Posts and
-- authors that two brands share move both, so a gap's variance is that of the same authors.
-- Grain: brand, metric.
with
    standing as (
        select
            brand,
            'net_sentiment' as metric,
            net_sentiment as level,
            variance,
            effective_author_count,
            judged_count,
            judged_count >= getvariable('segment_min') as is_known
        from net_sentiment
        where period = 'window' and dimension = 'all'
        union all
        select
            brand,
            'share_of_voice',
            share_of_voice,
            null,
            null,
            mention_count,
            share_of_voice is not null
        from share_of_voice
        where period = 'window'
        union all
        select
            brand,
            'engagement_per_post',
            engagement_per_post,
            null,
            null,
            engagement_known_count,
            engagement_known_count >= getvariable('segment_min')
        from brand_volume
        where period = 'window'
    ),

    pairs as (
        select
            theirs.brand,
            metric,
            ours.level as focus_value,
            theirs.level as competitor_value,
            ours.level - theirs.level as gap,
            ours.is_known and theirs.is_known as is_known,
            least(ours.judged_count, theirs.judged_count) as n,
            t_quantile(
                least(ours.effective_author_count, theirs.effective_author_count) - 1
            ) * sqrt(
                greatest(
                    0, ours.variance + theirs.variance - 2 * coalesce(gap_covariances.covariance, 0)
                )
            ) as margin
        from standing as theirs
        join standing as ours using (metric)
        left join
            gap_covariances
            on gap_covariances.brand = theirs.brand
            and gap_covariances.dimension = 'all'
            and metric = 'net_sentiment'
        where ours.brand = getvariable('focus_brand') and theirs.brand != getvariable('focus_brand')
    )

select
    brand,
    metric,

    -- Posts of the brand that has fewer.
    n,
    case when is_known then focus_value end as focus_value,
    case when is_known then competitor_value end as competitor_value,
    case when is_known then gap end as gap,
    case when is_known then gap - margin end as low,
    case when is_known then gap + margin end as high,
    case
        when not is_known
        then 'too few'
        -- Share of voice is a complete count: it has no interval, and any gap is a gap.
        when metric = 'share_of_voice'
        then case when gap > 0 then 'ahead' when gap < 0 then 'behind' else 'level' end
        when metric = 'engagement_per_post'
        then 'not tested'
        when margin is null
        then 'too few'
        when gap - margin > 0
        then 'ahead'
        when gap + margin < 0
        then 'behind'
        else 'no clear gap'
    end as verdict
from pairs
