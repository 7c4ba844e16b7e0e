-- What became of the recommendations of the issue before: what they were measured by, then and now.
-- Grain: position.
with
    measured as (
        select
            recommended.*,
            figures.value as value_now,
            figures.low as low_now,
            figures.high as high_now,
            figures.verdict as change_verdict,
            figures.previous is not null as has_previous,
            figures.adequacy as adequacy_now,
            figures.unit,
            figures.figure is not null
            and dictionary.version is not distinct from metric_version as is_same_measure,
            -- The report compares with that period itself, author by author.
            first_on = getvariable('previous_first_on')
            and last_on + 1 = getvariable('previous_end_on') as is_previous,
            -- Half the interval of the difference of two independent estimates.
            sqrt(
                power((figures.high - figures.low) / 2, 2)
                + power((recommended.high - recommended.low) / 2, 2)
            ) as margin
        from recommended
        left join figures using (figure)
        left join dictionary on dictionary.metric = recommended.metric
    ),

    moved as (
        select
            *,
            case
                when not is_same_measure or value_now is null or value is null
                then 'not comparable'
                when 'too few' in (adequacy_now, adequacy)
                then 'too few'
                when is_previous and has_previous and change_verdict is not null
                then change_verdict
                when margin is not null and abs(value_now - value) <= margin
                then 'no clear change'
                -- What was heard is counted and not estimated: any change is one.
                when margin is null and metric != 'covered'
                then 'not comparable'
                when value_now > value
                then 'up'
                when value_now < value
                then 'down'
                else 'no clear change'
            end as change
        from measured
    ),

    judged as (
        select
            *,
            case
                when change = direction
                then 'improved'
                when change in ('up', 'down')
                then 'worse'
                else change
            end as outcome
        from moved
    )

select
    position,

    text,
    owner,
    figure,
    measure,
    unit,
    value as value_then,
    low as low_then,
    high as high_then,
    value_now,
    low_now,
    high_now,
    outcome,
    issue,
    first_on as since_first_on,
    last_on as since_last_on,
    count(*) over () as step_count,
    count(*) filter (outcome = 'improved') over () as improved_count,
    count(*) filter (outcome = 'worse') over () as worse_count
from judged
order by position
