-- The split of the change of net sentiment adds up to the change itself.
select sentiment_change.brand, net_change, sum(total_points) as split_sum
from sentiment_change
join sentiment_split using (brand)
where dimension = 'all' and net_change is not null
group by all
having abs(net_change - split_sum) > 0.000001
