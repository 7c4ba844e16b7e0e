-- What each brand can expect of the days after the window, as many as it has: mentions and net
-- sentiment, with a 95% interval from how far such forecasts were off, all of the history
-- long. A forecast is withheld if it was not better by a twentieth than to expect the last
-- window again, or if the history holds fewer than three windows to test it on: they overlap,
-- and count once.
-- Grain: brand, metric.
with
    errors as (
        select
            *,
            case
                metric
                when 'mentions'
                then ln((outcome + 0.5) / (forecast + 0.5))
                else outcome - forecast
            end as error,
            case
                metric when 'mentions' then ln((outcome + 0.5) / (naive + 0.5)) else outcome - naive
            end as naive_error,
            row_number() over (partition by brand, metric order by week desc) as place
        from forecast_tests
    ),

    tested as (
        select
            brand,
            metric,
            max(horizon) as horizon,
            max(forecast) filter (where place = 1) as forecast,
            max(naive) filter (where place = 1) as naive,
            count(error) as test_count,
            count(error) / max(horizon) as window_count,
            avg(abs(error) order by abs(error)) as error,
            avg(abs(naive_error) order by abs(naive_error)) as naive_error,
            sqrt(avg(error * error order by abs(error))) as spread
        from errors
        group by all
    ),

    judged as (
        select
            *,
            window_count >= 3 as is_tested,
            coalesce(window_count >= 3 and error < 0.95 * naive_error, false) as is_given,
            t_quantile(window_count - 1) * spread as margin,
            date_diff('day', getvariable('window_first_on'), getvariable('window_end_on'))
            / 7 as week_count
        from tested
    )

select
    brands.brand,
    metrics.metric,

    coalesce(is_given, false) as is_given,
    case
        when is_given then case metric when 'mentions' then week_count * forecast else forecast end
    end as value,
    case
        when is_given
        then
            case
                metric
                when 'mentions'
                then week_count * forecast * exp(- margin)
                else greatest(-100, forecast - margin)
            end
    end as low,
    case
        when is_given
        then
            case
                metric
                when 'mentions'
                then week_count * forecast * exp(margin)
                else least(100, forecast + margin)
            end
    end as high,
    case metric when 'mentions' then week_count * naive else naive end as naive,
    coalesce(test_count, 0) as test_count,
    -- Of mentions as a share of them: 0.2 is a fifth too many or too few.
    case when is_tested then error end as error,
    case when is_tested then naive_error end as naive_error
from brands
cross join (values ('mentions'), ('net_sentiment')) as metrics(metric)
left join judged using (brand, metric)
