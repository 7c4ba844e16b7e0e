-- A share is between nothing and all.
select figure, value
from figures
where unit = 'share' and metric like '%share%' and value not between 0 and 1
