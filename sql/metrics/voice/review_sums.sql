-- What ratings are made of: of each author, the reviews with stars, and the sum of the stars, or
-- how many had so many stars; whole and by platform, product and version. Stars run from 1 to 5.
-- Grain: brand, period, measure, dimension, segment, cluster.
with
    reviews as (
        select
            brand,
            period,
            author_key,
            platform,
            product,
            coalesce(product || ' ', '') || version as release,
            1 + 4 * rating as stars
        from mentions
        where is_counted and period is not null and rating is not null
    ),

    labelled as (
        select
            * exclude (platform, product, release),
            unnest(
                [
                    {'dimension':'all', 'segment':'all'},
                    {'dimension':'platform', 'segment':platform},
                    {'dimension':'product', 'segment':product},
                    {'dimension':'version', 'segment':release}
                ],
                recursive := true
            )
        from reviews
    )

select
    brand,
    period,
    coalesce('stars_' || class, 'stars') as measure,
    dimension,
    segment,
    author_key as cluster,

    count(*) as unit_count,
    sum(case when class is null then stars else (round(stars) = class)::int end)::double as unit_sum
from labelled
cross join (values (null), (1), (2), (3), (4), (5)) as classes(class)
where segment is not null
group by all
