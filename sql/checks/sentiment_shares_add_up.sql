-- The shares of positive, neutral and negative mentions add up to one.
select brand, period, positive_share + neutral_share + negative_share as total
from sentiment_shares
where abs(total - 1) > 0.000001
