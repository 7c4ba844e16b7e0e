-- What each brand can expect of the days after the window, and how far such forecasts were off
-- before: of mentions in percent, of net sentiment in points.
-- Grain: brand, metric.
select
    brand,
    metric,

    brand_name,
    is_focus,
    is_given,
    date_diff('day', getvariable('window_first_on'), getvariable('window_end_on')) as day_count,
    value as expected,
    low,
    high,
    naive,
    test_count,
    case metric when 'mentions' then 100 * error else error end as error,
    case metric when 'mentions' then 100 * naive_error else naive_error end as naive_error
from forecasts
join brands using (brand)
order by position, metric
