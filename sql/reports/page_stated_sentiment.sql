-- How often another tool, such as a suite that exported the posts, judged the focus brand's
-- mentions as we do, of those that both judged; no row where it judged none. A rate of fewer posts
-- than `segment_min` is withheld.
-- Grain: brand.
with
    judged as (
        select
            brand,
            sentiment = sentiment_stated as is_same,
            'neutral' not in (sentiment, sentiment_stated) and not is_same as is_opposite
        from mentions
        where
            brand = getvariable('focus_brand')
            and is_counted
            and period = 'window'
            and sentiment in ('positive', 'neutral', 'negative')
            and sentiment_stated in ('positive', 'neutral', 'negative')
    ),

    counts as (
        select
            brand,
            count(*) as post_count,
            count_if(is_same) as same_count,
            count_if(is_opposite) as opposite_count,
            -- Of too few posts there is no rate.
            case when post_count >= getvariable('segment_min') then post_count end as rated_count
        from judged
        group by all
    )

select
    brand,
    post_count,
    same_count,
    opposite_count,
    share(same_count, rated_count) as same_share,
    wilson_low(same_count, rated_count) as same_low,
    wilson_high(same_count, rated_count) as same_high
from counts
