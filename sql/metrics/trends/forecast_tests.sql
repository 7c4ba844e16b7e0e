-- What would have been forecast of each brand at the end of each week for as many weeks as the
-- window has, beside what came and what the naive forecast was: again what the last window
-- brought. The last week has no outcome yet: its forecast is the one to give. Mentions are
-- forecast by exponential smoothing with a damped trend of their logarithms (Gardner and
-- McKenzie 1985: level 0.2, trend 0.05, damping 0.9), net sentiment by simple exponential
-- smoothing (0.2). The weights are fixed, so that the past they are tested on did not choose
-- them.
-- Grain: brand, metric, week.
with
    -- As many weeks as the window has, before and after each.
    series as (
        select
            *,
            greatest(
                1,
                round(
                    date_diff('day', getvariable('window_first_on'), getvariable('window_end_on'))
                    / 7
                )
            )::integer as horizon,
            count(mentions) over (partition by brand order by week) as known_count
        from brand_weeks
    ),

    sides as (
        select
            *,
            avg(mentions) over last_weeks as last_mentions,
            avg(mentions) over next_weeks as next_mentions,
            100
            * sum(sign_sum) over last_weeks
            / nullif(sum(judged_count) over last_weeks, 0) as last_net,
            100
            * sum(sign_sum) over next_weeks
            / nullif(sum(judged_count) over next_weeks, 0) as next_net,
            count(mentions) over next_weeks as next_count,
            -- Of a week with few posts net sentiment is mostly noise.
            list(100 * sign_sum / judged_count) filter (where judged_count >= 10) over all_weeks
            as nets,
            list(ln(mentions + 0.5)) filter (where mentions is not null) over all_weeks as logs
        from series
        window
            last_weeks as (
                partition by brand order by week rows between horizon - 1 preceding and current row
            ),
            next_weeks as (
                partition by brand order by week rows between 1 following and horizon following
            ),
            all_weeks as (
                partition by brand order by week rows between unbounded preceding and current row
            )
    ),

    states as (
        select
            *,
            list_reduce(
                list_transform(logs, lambda x: {'level':x, 'trend':0.0::double}),
                lambda state,
                x: {
                    'level':0.2 * x.level + 0.8 * (state.level + 0.9 * state.trend),
                    'trend':0.05
                    * (0.2 * x.level + 0.8 * (state.level + 0.9 * state.trend) - state.level)
                    + 0.95 * 0.9 * state.trend
                }
            ) as volume,
            list_reduce(nets, lambda state, x:0.2 * x + 0.8 * state) as net
        from sides
        -- A quarter of a year to learn from.
        where known_count >= 13 and mentions is not null
    )

select
    brand,
    'mentions' as metric,
    week,

    horizon,
    -- The mean of the weeks ahead, each a little further along the damped trend.
    list_avg(
        list_transform(
            range(1, horizon + 1),
            lambda step:exp(volume.level + volume.trend * 0.9 * (1 - pow(0.9, step)) / 0.1) - 0.5
        )
    ) as forecast,
    last_mentions as naive,
    case when next_count = horizon then next_mentions end as outcome
from states
union all
select
    brand,
    'net_sentiment',
    week,
    horizon,
    net,
    last_net,
    case when next_count = horizon then next_net end
from states
where net is not null
