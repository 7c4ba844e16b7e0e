-- The few functions that models share. The one file that is not a `select`.
-- A part of a whole, 0 to 1; null of nothing.
create or replace macro share(part, whole) as
    case when whole > 0 then part::double / whole end;

-- Relative change, 0.1 for ten percent more; null when there was nothing before.
create or replace macro change_rate(now, before) as
    case when before > 0 then (now::double - before) / before end;

-- 95% quantile (two-sided) of Student's t with `df` degrees of freedom: Cornish-Fisher expansion
-- in 1/df (Abramowitz and Stegun 26.7.5), within 0.3% from 5 degrees on.
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

-- 95% interval of a share of independent posts (Wilson 1927).
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

-- Clusters of equal size that would tell as much as these do (Kish 1965): one author who writes
-- half
-- of all posts leaves less than four. Of the sums over clusters of n and n².
create or replace macro effective_clusters(sum_n, sum_nn) as
    case when sum_nn > 0 then pow(sum_n, 2)::double / sum_nn end;

-- Variance of a ratio sum(x) / sum(n) over clusters, from the sums over clusters of x, n, x², x·n
-- and n² (Taylor linearisation; Cochran 1977, 6.2), with the jackknife's allowance for clusters
-- that
-- pull the ratio their way, here by the effective clusters (for equal ones it is the jackknife;
-- Bell and McCaffrey 2002). Clusters here are authors.
create or replace macro ratio_variance(cluster_count, sum_x, sum_n, sum_xx, sum_xn, sum_nn) as
    case
        when cluster_count > 1 and sum_n > 0
        then
            pow(
                effective_clusters(sum_n, sum_nn)
                / nullif(effective_clusters(sum_n, sum_nn) - 1, 0),
                2
            )
            * greatest(
                0, sum_xx - 2 * (sum_x / sum_n) * sum_xn + pow(sum_x / sum_n, 2) * sum_nn
            )
            / pow(sum_n, 2)
    end;

-- Both of rows that are a cluster each, with its x and n.
create or replace macro clusters_worth(n) as
    effective_clusters(sum(n)::double, sum(n * n)::double);
create or replace macro clusters_variance(x, n) as
    ratio_variance(
        count(*),
        sum(x)::double,
        sum(n)::double,
        sum(x * x)::double,
        sum(x * n)::double,
        sum(n * n)::double
    );

-- How many independent posts would tell shares as precisely as these posts of so many (effective)
-- authors do, from the sums over the shares of rate · (1 − rate) and of the variance by author; few
-- authors lose some more (Korn and Graubard 1998). Posts without spread are worth their authors.
create or replace macro pooled_count(binomial_sum, variance_sum, n, cluster_count) as
    case
        when cluster_count >= 2
        then
            least(
                n, case when variance_sum > 0 then binomial_sum / variance_sum else cluster_count end
            )
            * pow(1.959964 / t_quantile(cluster_count - 1), 2)
    end;
create or replace macro effective_count(rate, variance, n, cluster_count) as pooled_count(
    rate * (1 - rate), variance, n, cluster_count
);

-- The same of one share of several, such as those of all topics: by its own design effect, or by
-- that
-- of all together where it is larger, since that of a rare one alone is rough. `place` orders them.
create or replace macro family_count(rate, variance, n, cluster_count, family, place) as least(
    effective_count(rate, variance, n, cluster_count),
    pooled_count(
        sum(rate * (1 - rate)) over (
            partition by family
            order by place
            rows between unbounded preceding and unbounded following
        ),
        sum(variance) over (
            partition by family
            order by place
            rows between unbounded preceding and unbounded following
        ),
        n,
        cluster_count
    )
);

-- 95% interval of a share of posts that come in clusters by author: Wilson's, for as many posts as
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

-- Log-odds of a word in one group of posts against another with an informative Dirichlet prior, and
-- their variance (Monroe, Colaresi and Quinn 2008, "Fightin' Words", eq. 16 and 20). `prior` is the
-- prior's count for the word, `prior_total` for all.
create or replace macro log_odds(part, whole, other_part, other_whole, prior, prior_total) as
    ln((part + prior) / (whole + prior_total - part - prior))
    - ln((other_part + prior) / (other_whole + prior_total - other_part - prior));
create or replace macro log_odds_variance(part, other_part, prior) as
    1 / (part + prior) + 1 / (other_part + prior);

-- The same over their standard deviation (eq. 22).
create or replace macro log_odds_z(part, whole, other_part, other_whole, prior, prior_total) as
    log_odds(part, whole, other_part, other_whole, prior, prior_total)
    / sqrt(log_odds_variance(part, other_part, prior));

-- False discovery rate of many tests (Benjamini and Hochberg 1995), in two steps because windows do
-- not nest: what calling all tests up to this p would cost, then the least rate at which this one
-- is
-- called. `family` is what the tests are made within.
create or replace macro discovery_cost(p, family) as
    p * count(p) over (partition by family) / count(p) over (partition by family order by p);
create or replace macro discovery_rate(cost, p, family) as
    case
        when p is not null
        then least(1, min(cost) over (partition by family order by p desc))
    end;

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

-- How unlikely it is that `part` or more of `part + other_part` fall where `rate` of them should,
-- as
-- a normal deviate (Camp and Paulson 1951, for the binomial). Of eight, all in a window that has a
-- quarter of the authors are seen by chance once in 65,000 times; the score test says a million.
create or replace macro excess_z(part, other_part, rate) as
    (
        (1 - 1 / (9 * part)) * cbrt(part * (1 - rate) / ((other_part + 1) * rate))
        - (1 - 1 / (9 * (other_part + 1)))
    )
    / sqrt(
        pow(cbrt(part * (1 - rate) / ((other_part + 1) * rate)), 2) / (9 * part)
        + 1 / (9 * (other_part + 1))
    );

-- A number kept within a scale, null where it is not known: `greatest` and `least` pass over nulls.
create or replace macro bounded(given, lowest, highest) as
    case when given is not null then greatest(lowest, least(highest, given)) end;

-- The scale that a mean is on: its half, which the rule of three takes, and its ends; a share has
-- none.
create or replace macro scale_of(measure) as
    case
        when measure in ('advocacy', 'net_sentiment', 'tone')
        then {'half': 100.0, 'lowest': -100, 'highest': 100}
        when measure = 'stars'
        then {'half': 2.0, 'lowest': 1, 'highest': 5}
        when measure = 'urgency'
        then {'half': 0.5, 'lowest': 0, 'highest': 1}
        when measure in ('characters', 'engagement_per_post')
        then {'half': 0.0, 'lowest': 0, 'highest': null}
    end;

-- What stands at a part, 0 to 1, of a sorted list; between two of its values on a straight line.
create or replace macro at_part(sorted_values, part) as
    sorted_values[floor(part * (len(sorted_values) - 1))::integer + 1]
    + (part * (len(sorted_values) - 1) - floor(part * (len(sorted_values) - 1)))
    * (
        sorted_values[ceil(part * (len(sorted_values) - 1))::integer + 1]
        - sorted_values[floor(part * (len(sorted_values) - 1))::integer + 1]
    );

-- What a change may be called, from its 95% interval.
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

-- The same of one among many that are looked at, at a false discovery rate of 10%.
create or replace macro verdict_of_many(low, high, q_value) as
    case
        when q_value > 0.1 and verdict(low, high) in ('up', 'down')
        then 'no clear change'
        else verdict(low, high)
    end;

-- Variance of a mean over strata by their weights, and its degrees of freedom (Satterthwaite 1946);
-- `place` is the order in which they are added up, so that the same is the same to the last digit.
create or replace macro strata_variance(weight, variance, place) as
    sum(weight * weight * variance order by place);
create or replace macro strata_freedom(weight, variance, author_count, place) as
    pow(strata_variance(weight, variance, place), 2) / nullif(
        sum(pow(weight * weight * variance, 2) / (author_count - 1) order by place), 0
    );

-- Whether there are posts enough to print a rate plainly.
create or replace macro adequacy(n, least) as
    case when n >= least then 'enough' when n >= getvariable('segment_min') then 'weak' else 'too few' end;

-- The same of an estimate with an interval: without one it rests on too few authors, however much
-- they wrote.
create or replace macro estimate_adequacy(n, low) as
    case when low is null then 'too few' else adequacy(n, getvariable('headline_min')) end;

-- The site that a link leads to, in small letters and without `www.`; null where it names no host.
create or replace macro site_of(url) as
    nullif(
        regexp_extract(
            lower(url),
            '^https?://(?:[^/?#@]*@)?(?:www\.)?([\pL\pN][^/:?#@\[\]\s]*)(?:[/:?#]|$)',
            1
        ),
        ''
    );

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

-- The relative change of two shares at the ends of its 95% interval (Katz et al. 1978), of as many
-- posts as each is worth.
create or replace macro log_ratio_margin(now, now_worth, before, before_worth) as
    1.959964 * sqrt(
        (1 - now) / nullif(now * now_worth, 0) + (1 - before) / nullif(before * before_worth, 0)
    );
create or replace macro growth_low(now, now_worth, before, before_worth) as
    now / before * exp(-log_ratio_margin(now, now_worth, before, before_worth)) - 1;
create or replace macro growth_high(now, now_worth, before, before_worth) as
    now / before * exp(log_ratio_margin(now, now_worth, before, before_worth)) - 1;

-- 95% interval of the difference of two independent shares from their Wilson intervals (Newcombe
-- 1998, method 10).
create or replace macro shares_change_low(now, now_low, before, before_high) as
    now - before - sqrt(pow(now - now_low, 2) + pow(before_high - before, 2));
create or replace macro shares_change_high(now, now_high, before, before_low) as
    now - before + sqrt(pow(now_high - now, 2) + pow(before - before_low, 2));

-- A Korean word without the particle that ends it, if two syllables or more stand before it and the
-- particle has the form that goes with them: 은, 이, 을, 과 and 으로 follow a final consonant, 는,
-- 가, 를, 와 and 로 do not (로 follows ㄹ too). A syllable ends in a consonant where its place in
-- the block is no multiple of 28 (The Unicode Standard, 3.12). 도 is also the end of a few nouns.
create or replace macro final_consonant(stem) as mod(unicode(right(stem, 1)) - 44032, 28);
create or replace macro particle_of(word) as
    regexp_extract(
        word,
        '^[가-힣]{2,}?((?:에서|에게서|한테서|에게|한테|까지|부터|으로|로|에)(?:는|도|만|의)?|처럼|보다|마다|조차|은|는|이|가|을|를|과|와|의|도|만)$',
        1
    );
create or replace macro without_particle(word) as
    case
        when not regexp_matches(word, '^[가-힣]{3,}$')
        then word
        when regexp_matches(word, '(?:만족|난이|완성|선호|인지|정확|신뢰|해상)도$')
        then word
        when regexp_matches(particle_of(word), '^(?:은|이|을|과|으로)')
        then
            case
                when final_consonant(left(word, length(word) - length(particle_of(word)))) > 0
                then left(word, length(word) - length(particle_of(word)))
                else word
            end
        when regexp_matches(particle_of(word), '^(?:는|가|를|와|로)')
        then
            case
                when
                    final_consonant(left(word, length(word) - length(particle_of(word)))) = 0
                    or final_consonant(left(word, length(word) - length(particle_of(word)))) = 8
                    and starts_with(particle_of(word), '로')
                then left(word, length(word) - length(particle_of(word)))
                else word
            end
        else left(word, length(word) - length(particle_of(word)))
    end;

-- The words of a text in order, and the marks between them that end a phrase; links, tags and
-- handles count as such a mark. Only the first 1,000 characters are read. Writings of one word
-- become one: е and ё, curly and straight apostrophes, Korean words with and without particle, and
-- with `language` Turkish ones, where I is the capital of ı and the endings of a name stand after
-- an
-- apostrophe, and French ones, which lose the article or pronoun that is run into them (l'écran).
create or replace macro folded(said, language) as
    case
        when language = 'tr'
        then
            regexp_replace(
                lower(replace(left(said, 1000), 'I', 'ı')), '(\p{L})[''’]\p{L}+', '\1', 'g'
            )
        when language = 'fr'
        then regexp_replace(lower(left(said, 1000)), '\b(?:[cdjlmnst]|qu)[''’]', '', 'g')
        else replace(replace(lower(left(said, 1000)), 'ё', 'е'), '’', '''')
    end;
create or replace macro plain_words(said) as
    regexp_extract_all(
        regexp_replace(said, '(https?://|www\.)\S+|[@#/]\w+', ' . ', 'g'),
        '[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:[''-][\p{L}\p{M}\p{N}]+)*|[.,;:!?()]'
    );
create or replace macro words_of(said, language := null) as
    case
        when regexp_matches(said, '[가-힣]')
        then
            list_transform(
                plain_words(folded(said, language)), lambda word:without_particle(word)
            )
        else plain_words(folded(said, language))
    end;

-- What the forms of a word have in common: of English the word without -s, -ed or -ing and the
-- letter
-- doubled before them, of Turkish and Russian, whose words change at their end, the first five
-- letters (Can et al. 2008), of others the word itself. It is no word to be shown.
create or replace macro undoubled(word) as
    case
        when right(word, 2) in ('bb', 'dd', 'gg', 'mm', 'nn', 'pp', 'rr', 'tt')
        then left(word, length(word) - 1)
        else word
    end;
create or replace macro root_of(word, language) as
    case
        when language in ('tr', 'ru')
        then left(word, 5)
        when language = 'en' and length(word) >= 4
        then undoubled(regexp_replace(word, '^(.{2,}[^s])(?:''?s|ed|ing)$', '\1'))
        else word
    end;
