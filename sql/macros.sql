-- The few functions that models share. The one file that is not a `select`.
-- A part of a whole, 0 to 1; null of nothing.
create or replace macro share(part, whole) as
    case when whole > 0 then part::double / whole end;

-- Relative change, 0.1 for ten percent more; null when there was nothing before.
create or replace macro change_rate(now, before) as
    case when before > 0 then (now::double - before) / before end;

-- 95 % quantile (two-sided) of Student's t with `df` degrees of freedom: Cornish-Fisher expansion
-- in 1/df (Abramowitz and Stegun 26.7.5), within 0.3 % from 5 degrees on.
create or replace macro t_quantile(df) as
    case
        when df >= 1
        then
            1.959964
            + 2.372271 / df
            + 2.822499 / pow(df, 2)
            + 2.555851 / pow(df, 3)
            + 1.589532 / pow(df, 4)
    end;

-- 95 % interval of a share of independent posts (Wilson 1927).
create or replace macro wilson_low(part, whole) as
    case
        when whole > 0
        then
            greatest(
                0,
                (
                    part / whole
                    + 1.920729 / whole
                    - 1.959964
                    * sqrt(
                        (part / whole * (1 - part / whole) + 0.960365 / whole) / whole
                    )
                )
                / (1 + 3.841459 / whole)
            )
    end;
create or replace macro wilson_high(part, whole) as 1 - wilson_low(whole - part, whole);

-- Variance of a ratio sum(x) / sum(n) over clusters, from the sums over clusters of x, n, x², x·n
-- and
-- n² (Taylor linearisation; Cochran 1977, 6.2). Clusters here are authors.
create or replace macro ratio_variance(cluster_count, sum_x, sum_n, sum_xx, sum_xn, sum_nn) as
    case
        when cluster_count > 1 and sum_n > 0
        then
            cluster_count::double
            / (cluster_count - 1)
            * greatest(
                0, sum_xx - 2 * (sum_x / sum_n) * sum_xn + pow(sum_x / sum_n, 2) * sum_nn
            )
            / pow(sum_n, 2)
    end;

-- How many independent posts would tell a share as precisely as these posts of `cluster_count`
-- authors do, from the share's variance by author; few authors lose some more (Korn and Graubard
-- 1998). A sample without spread is worth its authors.
create or replace macro effective_count(rate, variance, n, cluster_count) as
    case
        when cluster_count > 1
        then
            least(
                n,
                case when variance > 0 then rate * (1 - rate) / variance else cluster_count end
            )
            * pow(1.959964 / t_quantile(cluster_count - 1), 2)
    end;

-- 95 % interval of a share of posts that come in clusters by author: Wilson's, for as many posts as
-- they are worth.
create or replace macro share_low(rate, variance, n, cluster_count) as wilson_low(
    rate * effective_count(rate, variance, n, cluster_count),
    effective_count(rate, variance, n, cluster_count)
);
create or replace macro share_high(rate, variance, n, cluster_count) as wilson_high(
    rate * effective_count(rate, variance, n, cluster_count),
    effective_count(rate, variance, n, cluster_count)
);

-- What one stratum adds to the variance of a sum over a stratified random sample, from the sums of
-- its drawn posts' residuals and their squares (Cochran 1977, 5.9); `left_out_share` was not drawn.
-- A single post has no spread of its own, so its distance from the whole stands for it.
create or replace macro stratum_variance(drawn_count, left_out_share, residual_sum, square_sum) as
    left_out_share * case
        when drawn_count > 1
        then
            drawn_count::double
            / (drawn_count - 1)
            * greatest(0, square_sum - pow(residual_sum, 2) / drawn_count)
        else square_sum
    end;

-- Cohen's kappa: agreement beyond what two labellers would have by chance. Of `whole`, they judged
-- `same_sum` alike; `product_sum` sums what one put into a class times what the other did. Null
-- where both put all in one class.
create or replace macro kappa(same_sum, whole, product_sum) as
    case
        when whole > 0 and product_sum < pow(whole, 2)
        then (same_sum / whole - product_sum / pow(whole, 2)) / (1 - product_sum / pow(whole, 2))
    end;

-- Upper tail of the normal distribution: Abramowitz and Stegun 26.2.17 (error under 7.5e-8) near
-- the
-- middle, the continued fraction 26.2.14 in the tail, where small differences matter.
create or replace macro normal_tail_positive(z) as
    exp(-z * z / 2)
    / 2.5066282746310002
    * case
        when z >= 3
        then 1 / (z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 5 / (z + 6 / (z + 7 / z)))))))
        else
            0.319381530 / (1 + 0.2316419 * z)
            - 0.356563782 / pow(1 + 0.2316419 * z, 2)
            + 1.781477937 / pow(1 + 0.2316419 * z, 3)
            - 1.821255978 / pow(1 + 0.2316419 * z, 4)
            + 1.330274429 / pow(1 + 0.2316419 * z, 5)
    end;
create or replace macro normal_tail(z) as
    case
        when z < 0
        then 1 - normal_tail_positive(-z)
        else normal_tail_positive(z)
    end;

-- Log-odds of a word in one group of posts against another with an informative Dirichlet prior,
-- over
-- its standard deviation (Monroe, Colaresi and Quinn 2008, "Fightin' Words", eq. 22). `prior` is
-- the
-- prior's count for the word, `prior_total` for all.
create or replace macro log_odds_z(part, whole, other_part, other_whole, prior, prior_total) as
    (
        ln((part + prior) / (whole + prior_total - part - prior))
        - ln((other_part + prior) / (other_whole + prior_total - other_part - prior))
    )
    / sqrt(1 / (part + prior) + 1 / (other_part + prior));

-- Score test of two shares: their difference over its standard deviation if both were the same.
create or replace macro share_difference_z(part, whole, other_part, other_whole) as
    (part / whole - other_part / other_whole)
    / nullif(
        sqrt(
            (part + other_part)
            / (whole + other_whole)
            * (1 - (part + other_part) / (whole + other_whole))
            * (1 / whole + 1 / other_whole)
        ),
        0
    );

-- What a change may be called, from its 95 % interval.
create or replace macro verdict(low, high) as
    case
        when low is null or high is null
        then 'too few'
        when low > 0
        then 'up'
        when high < 0
        then 'down'
        else 'no clear change'
    end;

-- Whether there are posts enough to print a rate plainly.
create or replace macro adequacy(n, least) as
    case when n >= least then 'enough' when n >= getvariable('segment_min') then 'weak' else 'too few' end;

-- A text cut to a number of characters, with an ellipsis where something is missing.
create or replace macro shortened(said, most) as
    case when length(said) > most then left(said, most - 1) || '…' else said end;

-- A post as a report quotes it, 200 characters at most: a telling title alone, else title and text;
-- addresses are named, not printed.
create or replace macro two_lines(headline, body) as
    shortened(
        regexp_replace(
            case
                when headline = body or length(headline) >= 60
                then headline
                else headline || ': ' || body
            end,
            'https?://\S+',
            '[link]',
            'g'
        ),
        200
    );

-- 95 % interval of the difference of two independent shares from their Wilson intervals (Newcombe
-- 1998, method 10).
create or replace macro shares_change_low(now, now_low, before, before_high) as
    now - before - sqrt(pow(now - now_low, 2) + pow(before_high - before, 2));
create or replace macro shares_change_high(now, now_high, before, before_low) as
    now - before + sqrt(pow(now_high - now, 2) + pow(before - before_low, 2));

-- The words of a text in order, and the marks between them that end a phrase; links, tags and
-- handles count as such a mark. Only the first 1,000 characters are read.
create or replace macro words_of(said) as
    list_transform(
        regexp_extract_all(
            regexp_replace(
                lower(left(said, 1000)), '(https?://|www\.)\S+|[@#/]\w+', ' . ', 'g'
            ),
            '[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:[''’-][\p{L}\p{M}\p{N}]+)*|[.,;:!?()]'
        ),
        lambda word:replace(word, '’', '''')
    );
