-- Of the comparisons between the focus brand and a competitor in the window, the share that
-- speaks for
-- the focus brand, with its interval by author. A post that says both counts once for each.
-- Grain: brand.
with
    compared as (
        select author_key, unnest(comparisons, recursive := true)
        from posts
        where
            period = 'window'
            and not is_copy
            and not is_spam
            and not is_owned
            and len(comparisons) > 0
    ),

    sided as (
        select
            author_key,
            case when winner = getvariable('focus_brand') then loser else winner end as brand,
            winner = getvariable('focus_brand') as is_for,
            kind in ('switch', 'not_switch') as is_switch
        from compared
        where (winner = getvariable('focus_brand')) != (loser = getvariable('focus_brand'))
    ),

    by_author as (
        select
            brand,
            author_key,
            count(*) filter (where is_for)::double as for_count,
            count(*)::double as n,
            count(*) filter (where is_for and is_switch) as won_count,
            count(*) filter (where not is_for and is_switch) as lost_count
        from sided
        semi join brands using (brand)
        group by all
    ),

    sums as (
        select
            brand,
            count(*) as author_count,
            sum(n) as n,
            sum(for_count) as for_count,
            sum(won_count)::bigint as won_count,
            sum(lost_count)::bigint as lost_count,
            clusters_worth(n) as cluster_count,
            clusters_variance(for_count, n) as variance
        from by_author
        group by all
    ),

    worths as (
        select
            *,
            for_count / n as share,
            effective_count(for_count / n, variance, n, cluster_count) as worth_count,
            n >= getvariable('segment_min') as is_known
        from sums
    ),

    shares as (
        select
            *,
            wilson_low(share * worth_count, worth_count) as share_low,
            wilson_high(share * worth_count, worth_count) as share_high
        from worths
    )

select
    brand,

    author_count,
    n::bigint as comparison_count,
    for_count::bigint as for_count,
    (n - for_count)::bigint as against_count,
    won_count,
    lost_count,
    case when is_known then share end as for_share,
    case when is_known then share_low end as low,
    case when is_known then share_high end as high,
    case
        when not is_known or share_low is null
        then 'too few'
        when share_low > 0.5
        then 'ahead'
        when share_high < 0.5
        then 'behind'
        else 'no clear gap'
    end as verdict
from shares
