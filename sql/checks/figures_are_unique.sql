-- No two figures have the same id.
select figure, count(*) as row_count from figures group by all having row_count > 1
