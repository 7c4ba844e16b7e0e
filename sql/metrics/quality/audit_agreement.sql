-- How far two labellers agree beyond chance, on the mentions that both labelled: Cohen's kappa
-- (1960), each post weighted as in the rates; the interval is by jackknife over posts.
-- Grain: brand, language, first_labeller, second_labeller.
with
    judgements as (
        select
            audit_posts.brand,
            unnest(['all', audit_posts.language]) as language,
            audit_posts.platform,
            audit_posts.post_id,
            weight,
            labeller,
            list_position(['negative', 'neutral', 'positive'], label) as answer
        from audit_labels
        join audit_posts using (platform, post_id)
    ),

    pairs as (
        select
            brand,
            language,
            one.labeller as first_labeller,
            other.labeller as second_labeller,
            one.weight,
            one.answer as first_answer,
            other.answer as second_answer,
            (one.answer = other.answer)::int as is_same
        from judgements as one
        join judgements as other using (brand, language, platform, post_id)
        where one.labeller < other.labeller
    ),

    sums as (
        select
            brand,
            language,
            first_labeller,
            second_labeller,
            count(*) as labelled_count,
            sum(weight) as weight_sum,
            sum(weight * is_same) as same_sum,
            [
                sum(weight * (first_answer = 1)::int),
                sum(weight * (first_answer = 2)::int),
                sum(weight * (first_answer = 3)::int)
            ] as first_sums,
            [
                sum(weight * (second_answer = 1)::int),
                sum(weight * (second_answer = 2)::int),
                sum(weight * (second_answer = 3)::int)
            ] as second_sums
        from pairs
        group by all
    ),

    left_out as (
        select
            sums.*,
            list_inner_product(first_sums, second_sums) as product_sum,
            -- The agreement without this post.
            kappa(
                same_sum - weight * is_same,
                weight_sum - weight,
                list_inner_product(first_sums, second_sums)
                - weight * (second_sums[first_answer] + first_sums[second_answer])
                + weight * weight * is_same
            ) as without_one
        from pairs
        join sums using (brand, language, first_labeller, second_labeller)
    ),

    spreads as (
        select
            brand,
            language,
            first_labeller,
            second_labeller,
            any_value(labelled_count) as labelled_count,
            share(any_value(same_sum), any_value(weight_sum)) as agreed_share,
            any_value(kappa(same_sum, weight_sum, product_sum)) as agreement,
            t_quantile(count(*) - 1) * sqrt((count(*) - 1) * var_pop(without_one)) as margin
        from left_out
        group by all
    )

select
    brand,
    language,
    first_labeller,
    second_labeller,

    labelled_count,
    agreed_share,
    agreement,
    case when agreement is not null then greatest(-1, agreement - margin) end as low,
    case when agreement is not null then least(1, agreement + margin) end as high
from spreads
