-- A figure lies within its interval, and a change within its own.
select figure, value, low, high, change, change_low, change_high
from figures
where
    greatest(low - value, value - high) > 0.000001
    or greatest(change_low - change, change - change_high) > 0.000001
