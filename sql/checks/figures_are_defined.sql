-- The metric of every figure is in the dictionary.
select figure, metric from figures anti join dictionary using (metric)
