-- The sentiment shares and net sentiment of the window as corrected by people's labels, with their
-- intervals, beside what the engine says.
-- Grain: brand, measure.
with
    bounded as (
        select
            *,
            measure = 'net_sentiment' as is_points,
            case
                when measure = 'net_sentiment'
                then greatest(-100, least(100, corrected_value))
                else greatest(0, least(1, corrected_value))
            end as bounded_value,
            -- Where the labels show no spread, the rule of three stands in for it.
            t_quantile(labelled_count - stratum_count)
            * sqrt(greatest(variance, pow(300 / labelled_count / 1.959964, 2))) as margin,
            -- A share's interval is Wilson's, as of so many posts of a simple random sample.
            case
                when variance > 0 and corrected_value > 0 and corrected_value < 1
                then corrected_value * (1 - corrected_value) / variance
                else labelled_count
            end as effective_count
        from rectified_sentiment
    )

select
    brand,
    measure,

    labelled_count,
    trust,
    engine_value,
    bounded_value as corrected_value,
    case
        when is_points
        then greatest(-100, bounded_value - margin)
        else wilson_low(bounded_value * effective_count, effective_count)
    end as low,
    case
        when is_points
        then least(100, bounded_value + margin)
        else wilson_high(bounded_value * effective_count, effective_count)
    end as high
from bounded
