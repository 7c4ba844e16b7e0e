-- The brands' shares of voice add up to one.
select period, sum(share_of_voice) as total
from share_of_voice
group by all
having abs(total - 1) > 0.000001
