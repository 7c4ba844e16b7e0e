-- Who, where and what made each event of the window: authors, sites and topics, by how many
-- more mentions they brought on its peak day than on a usual one of both windows. A topic's
-- share and an author's add up to no whole: a mention may have several topics, or an author
-- nobody states.
-- Grain: brand, peak_on, kind, driver.
with
    peaks as (select * from spikes where period = 'window'),

    told as (
        select
            mentions.brand,
            mentions.day,
            case
                when mentions.is_author_known
                then coalesce(mentions.author_name, mentions.author_key)
            end as author,
            coalesce(site_of(texts.url), mentions.platform) as site,
            mentions.topics
        from mentions
        join texts using (platform, post_id)
        semi join peaks on peaks.brand = mentions.brand
        where mentions.is_counted and mentions.period is not null and not mentions.is_guessed
    ),

    named as (
        select brand, day, 'author' as kind, author as driver
        from told
        where author is not null
        union all
        select brand, day, 'site', site
        from told
        union all
        select brand, day, 'topic', unnest(topics)
        from told
    ),

    counts as (select brand, kind, driver, day, count(*) as mention_count from named group by all),

    usual as (
        select brand, kind, driver, sum(mention_count) as mention_count
        from counts
        anti join spike_days using (brand, day)
        group by all
    ),

    excesses as (
        select
            peaks.brand,
            peaks.peak_on,
            counts.kind,
            counts.driver,
            coalesce(topic_name, counts.driver) as driver_name,
            counts.mention_count,
            coalesce(usual.mention_count, 0) / day_count as usual_count,
            counts.mention_count - usual_count as excess,
            peaks.mention_count - baseline_count as whole_excess
        from peaks
        join counts on counts.brand = peaks.brand and counts.day = peaks.peak_on
        join quiet_days on quiet_days.brand = peaks.brand
        left join
            usual
            on usual.brand = counts.brand
            and usual.kind = counts.kind
            and usual.driver = counts.driver
        left join taxonomy on counts.kind = 'topic' and taxonomy.topic = counts.driver
    )

select
    brand,
    peak_on,
    kind,
    driver,

    driver_name,
    mention_count,
    usual_count,
    excess,
    -- Of all that the day had more than usual.
    share(excess, whole_excess) as excess_share,
    row_number() over (partition by brand, peak_on, kind order by excess desc, driver) as rank
from excesses
where excess > 0
qualify rank <= 5
