-- How good the sentiment of the focus brand is by people's labels, in all and by language.
-- A rate of fewer labels than `segment_min` is withheld.
-- Grain: language.
with
    told as (select *, labelled_count >= getvariable('segment_min') as is_known from audit_rates),

    rates as (
        select
            brand,
            language,
            max(labelled_count) filter (where measure = 'accuracy') as labelled_count,
            max(rate) filter (where measure = 'accuracy' and is_known) as accuracy,
            max(low) filter (where measure = 'accuracy' and is_known) as accuracy_low,
            max(high) filter (where measure = 'accuracy' and is_known) as accuracy_high,
            max(rate) filter (where measure = 'negative' and is_known) as negative,
            max(low) filter (where measure = 'negative' and is_known) as negative_low,
            max(high) filter (where measure = 'negative' and is_known) as negative_high,
            max(rate) filter (where measure = 'neutral' and is_known) as neutral,
            max(low) filter (where measure = 'neutral' and is_known) as neutral_low,
            max(high) filter (where measure = 'neutral' and is_known) as neutral_high,
            max(rate) filter (where measure = 'positive' and is_known) as positive,
            max(low) filter (where measure = 'positive' and is_known) as positive_low,
            max(high) filter (where measure = 'positive' and is_known) as positive_high
        from told
        where brand = getvariable('focus_brand')
        group by all
    ),

    agreements as (
        select language, labelled_count as both_count, agreement, low, high
        from audit_agreement
        where brand = getvariable('focus_brand') and labelled_count >= getvariable('segment_min')
        qualify
            row_number() over (
                partition by language order by labelled_count desc, first_labeller, second_labeller
            )
            = 1
    )

select rates.*, both_count, agreement, low as agreement_low, high as agreement_high
from rates
left join agreements using (language)
order by language != 'all', labelled_count desc, language
