"""Reference values for the estimators of harness/src/statistics, from SciPy, statsmodels, scikit-learn and, where these have none, from the definition.

python generate.py --out fixtures            the committed fixtures (seed 1)
python generate.py --out folder --seed 7 --scale 20   other random inputs, twenty times as many

Writes one JSON file per estimator: {"versions", "seed", "cases": [{"input", "expected"}]}.
"""

import argparse
import itertools
import json
import math
import pathlib
import warnings

import numpy as np
import scipy
import sklearn
import statsmodels
from scipy import special, stats
from sklearn.metrics import roc_auc_score
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

warnings.filterwarnings("ignore")
GENERATORS = {}


def estimator(name):
    def register(function):
        GENERATORS[name] = function
        return function

    return register


def skewed(rng, n):
    """Latency-like values: log-normal, sometimes with outliers, sometimes rounded until they tie."""
    values = np.exp(rng.normal(rng.uniform(-2, 3), rng.uniform(0.01, 1), n))
    if rng.random() < 0.3:
        values[rng.integers(n)] *= 50
    if rng.random() < 0.3:
        values = np.round(values, 1) + 0.1
    return values


@estimator("sample")
def sample(rng, scale):
    lists = [[1.0], [3.0, 3.0, 3.0], [1e-12, 1e12], [1e9 + 1, 1e9 + 2, 1e9 + 4]]
    lists += [skewed(rng, int(rng.integers(2, 60))).tolist() for _ in range(4 * scale)]
    for values in lists:
        share = float(rng.choice([0.5, 0.9, 0.95, 0.99, 1.0]))
        yield {"values": values, "share": share}, {
            "mean": float(np.mean(values)),
            "median": float(np.median(values)),
            "standardDeviation": float(np.std(values, ddof=1)) if len(values) > 1 else None,
            "percentile": float(np.percentile(values, share * 100, method="inverted_cdf")),
            "quantile": float(np.percentile(values, share * 100)),
        }


@estimator("normal")
def normal(rng, scale):
    points = [0, 1e-9, 1, 1.959963984540054, 2.999999, 3, 3.000001, 8, 30, -0.5, -4, -9, *rng.normal(0, 3, 4 * scale)]
    for x in map(float, points):
        q = min(max(float(stats.norm.sf(abs(x))), 1e-200), 0.49)
        yield {"x": x, "share": q}, {"upperTail": float(stats.norm.sf(x)), "quantile": float(stats.norm.ppf(q))}


@estimator("incomplete-beta")
def incomplete_beta(rng, scale):
    triples = [(0, 1, 1), (1, 2, 3), (0.5, 0.5, 0.5), (1e-9, 0.5, 0.5), (0.999999, 200, 3), (0.3, 1e4, 2e4), (0.34, 1e4, 2e4)]
    triples += [(rng.uniform(0, 1), *np.exp(rng.uniform(-2, 6, 2))) for _ in range(5 * scale)]
    for x, a, b in triples:
        yield {"x": float(x), "a": float(a), "b": float(b)}, float(special.betainc(a, b, x))


@estimator("student-t")
def student_t(rng, scale):
    pairs = [(0, 1), (2, 1), (12.7062047, 1), (2.5, 5), (40, 3), (1.96, 1e6), (-3, 7.5)]
    pairs += [(rng.normal(0, 3), np.exp(rng.uniform(0, 8))) for _ in range(4 * scale)]
    for t, freedom in pairs:
        confidence = float(rng.choice([0.8, 0.95, 0.99, 0.998]))
        yield {"t": float(t), "freedom": float(freedom), "confidence": confidence}, {
            "p": float(2 * stats.t.sf(abs(t), freedom)),
            "quantile": float(stats.t.ppf((1 + confidence) / 2, freedom)),
        }


@estimator("t-interval")
def t_interval(rng, scale):
    for n in [2, 3, 6, 31, 32, 200, *rng.integers(2, 50, 2 * scale)]:
        values = skewed(rng, int(n))
        low, high = stats.t.interval(0.95, n - 1, loc=np.mean(values), scale=stats.sem(values))
        if np.isfinite(low):
            yield {"values": values.tolist()}, {"low": float(low), "high": float(high)}


def proportions(rng, scale):
    yield from [(0, 1), (1, 1), (0, 20), (20, 20), (8, 10), (1677, 1720), (1, 100_000), (500_000, 1_000_000)]
    for _ in range(5 * scale):
        trials = int(np.exp(rng.uniform(0, 10)))
        yield int(rng.binomial(max(trials, 1), rng.beta(0.5, 0.5))), max(trials, 1)


def proportion_cases(rng, scale, method):
    for successes, trials in proportions(rng, scale):
        low, high = proportion_confint(successes, trials, alpha=0.05, method=method)
        yield {"successes": successes, "trials": trials}, {"low": float(max(low, 0)), "high": float(min(high, 1))}


@estimator("wilson")
def wilson(rng, scale):
    return proportion_cases(rng, scale, "wilson")


@estimator("clopper-pearson")
def clopper_pearson(rng, scale):
    return proportion_cases(rng, scale, "beta")


@estimator("binomial")
def binomial(rng, scale):
    triples = [(0, 1, 0.5), (1, 1, 0.5), (0, 6636, 0.001), (9_768, 1_000_000, 0.01), (498_000, 1_000_000, 0.5), (1, 64, 0.1)]
    for _ in range(6 * scale):
        n = int(np.exp(rng.uniform(0, 12)))
        share = float(rng.uniform(0.001, 0.999))
        k = int(np.clip(rng.binomial(n, share) + rng.integers(-20, 20), 0, n))
        triples.append((k, n, share))
    for k, n, share in triples:
        yield {"k": k, "n": n, "share": share}, {
            "logProbability": float(stats.binom.logpmf(k, n, share)),
            "cdf": float(stats.binom.cdf(k, n, share)),
            "upperTail": float(stats.binom.sf(k - 1, n, share)),
        }


@estimator("early-stopping")
def early_stopping(rng, scale):
    sizes = [1, 63, 64, 65, 129, 130, 661, 662, 6635, 6636, 24_576, 1_000_000, *np.exp(rng.uniform(0, 13, 4 * scale)).astype(int)]
    for queries in map(int, sizes):
        for share in (0.5, 0.9, 0.95, 0.97, 0.99, 0.999):
            ts = np.arange(0, int(queries * (1 - share)) + 2)
            fits = np.nonzero(stats.binom.cdf(ts, queries, 1 - share) <= 0.01)[0]
            yield {"queries": queries, "share": share}, int(fits[-1]) if len(fits) else -1


def midrank_p(first, second):
    """Two-sided permutation p of the rank sum, by listing every split."""
    ranks = stats.rankdata(np.concatenate([first, second]))
    own = ranks[: len(first)].sum()
    sums = np.array([sum(split) for split in itertools.combinations(ranks, len(first))])
    return float(min(1, 2 * min((sums <= own + 1e-9).mean(), (sums >= own - 1e-9).mean())))


@estimator("mann-whitney")
def mann_whitney(rng, scale):
    pairs = [([1.0], [2.0]), ([1, 1, 1], [1, 1, 1]), ([1, 2, 3], [4, 5, 6]), ([1, 1, 2, 2], [2, 2, 3, 3]), ([1e-12, 1e12], [0, 1])]
    for _ in range(5 * scale):
        n, m = rng.integers(2, 8, 2)
        pairs.append((rng.integers(0, 6, n), rng.integers(1, 7, m)))
        pairs.append((skewed(rng, n), skewed(rng, m)))
    for first, second in pairs:
        first, second = np.asarray(first, float), np.asarray(second, float)
        u = float(stats.mannwhitneyu(first, second).statistic)
        yield {"first": first.tolist(), "second": second.tolist()}, {"u": u, "p": midrank_p(first, second)}
    for _ in range(4 * scale):
        n, m = rng.integers(2, 20, 2)
        first, second = rng.normal(0, 1, n), rng.normal(0.5, 1, m)
        result = stats.mannwhitneyu(first, second, method="exact")
        yield {"first": first.tolist(), "second": second.tolist()}, {"u": float(result.statistic), "p": float(result.pvalue)}
    for _ in range(3 * scale):
        first, second = rng.integers(0, 30, 60), rng.integers(3, 33, rng.integers(20, 60))
        result = stats.mannwhitneyu(first, second, method="asymptotic")
        yield {"first": first.tolist(), "second": second.tolist()}, {"u": float(result.statistic), "p": float(result.pvalue)}


@estimator("hodges-lehmann")
def hodges_lehmann(rng, scale):
    """Limits by scanning every shift between neighbouring differences with SciPy's exact test."""
    for n, m in [(3, 3), (4, 4), (6, 6), (6, 3), *rng.integers(3, 10, (3 * scale, 2))]:
        first, second = rng.normal(3, 1, n), rng.normal(2, 1.5, m)
        differences = np.sort((first[:, None] - second[None, :]).ravel())
        edges = np.concatenate([[differences[0] - 1], differences, [differences[-1] + 1]])
        keeps = [
            stats.mannwhitneyu(first - (a + b) / 2, second, method="exact").pvalue > 0.05
            for a, b in itertools.pairwise(edges)
        ]
        inside = np.nonzero(keeps)[0]
        bounded = not keeps[0]
        yield {"first": first.tolist(), "second": second.tolist()}, {
            "estimate": float(np.median(differences)),
            "low": float(edges[inside[0]]) if bounded else None,
            "high": float(edges[inside[-1] + 1]) if bounded else None,
        }


@estimator("mcnemar")
def mcnemar_cases(rng, scale):
    pairs = [(0, 0), (0, 5), (0, 6), (6, 0), (33, 17), (32, 18), (500, 400), *rng.integers(0, 60, (5 * scale, 2))]
    for a, b in pairs:
        a, b = int(a), int(b)
        p = float(mcnemar([[0, a], [b, 0]], exact=True).pvalue) if a + b else 1.0
        items = a + b + int(rng.integers(6, 500))
        needed = max(a + b, 6)
        splits = [d for d in range(needed % 2, needed + 1, 2) if stats.binomtest((needed - d) // 2, needed).pvalue <= 0.05]
        low, high = proportion_confint(a, a + b, method="beta") if a + b else (0.5, 0.5)
        yield {"onlyFirst": a, "onlySecond": b, "items": items}, {
            "p": min(1.0, p),
            "low": float((2 * (0 if a == 0 and b else low) - 1) * (a + b) / items),
            "high": float((2 * (1 if b == 0 and a else high) - 1) * (a + b) / items),
            "smallest": splits[0] / items,
        }


def bootstrap_pair(values, name, count, rng):
    # Rounded, so that resamples of tied values give equal statistics whatever order they were summed in.
    def statistic(sample):
        return np.round(getattr(np, name)(sample), 12)

    rows = [statistic(rng.choice(values, len(values))) for _ in range(count)]
    class Result:
        bootstrap_distribution = np.array(rows)
    def limits(method):
        result = stats.bootstrap((values,), statistic, n_resamples=0, bootstrap_result=Result, method=method, vectorized=False)
        return {"low": float(result.confidence_interval.low), "high": float(result.confidence_interval.high)}
    return rows, limits


@estimator("bootstrap")
def bootstrap(rng, scale):
    for n in [3, 6, 20, *rng.integers(5, 40, scale)]:
        values = skewed(rng, int(n))
        for name in ("mean", "median", "std"):
            rows, limits = bootstrap_pair(values, name, 199, rng)
            bca = limits("BCa")
            if np.isfinite(bca["low"]) and np.isfinite(bca["high"]):
                given = {"values": values.tolist(), "statistic": name, "distribution": [float(row) for row in rows]}
                yield given, {"percentile": limits("percentile"), "bca": bca}


@estimator("paired-bootstrap")
def paired_bootstrap(rng, scale):
    """Sampled on both sides: compared within the error of sampling."""
    for _ in range(1 + scale):
        n = int(rng.integers(20, 60))
        first = rng.normal(1, 1, n)
        second = first * 0.7 + rng.normal(0, 0.5, n)
        result = stats.bootstrap(
            (first, second), lambda a, b: np.median(a) - np.median(b), paired=True, vectorized=False,
            n_resamples=9_999, method="percentile", rng=rng,
        )
        interval = result.confidence_interval
        yield {"first": first.tolist(), "second": second.tolist()}, {"low": float(interval.low), "high": float(interval.high)}


@estimator("paired-permutation")
def paired_permutation(rng, scale):
    pairs = [([1, 2], [1, 2]), ([1, 0, 1, 1, 0, 1], [0, 0, 0, 0, 0, 0]), ([3, 3, 3], [1, 1, 1])]
    for _ in range(3 * scale):
        n = int(rng.integers(3, 11))
        pairs.append((rng.integers(0, 5, n), rng.integers(0, 5, n)))
        pairs.append((rng.normal(0.5, 1, n), rng.normal(0, 1, n)))
    for first, second in pairs:
        first, second = np.asarray(first, float), np.asarray(second, float)
        for name in ("mean", "median"):
            statistic = getattr(np, name)
            result = stats.permutation_test(
                (first, second), lambda a, b: statistic(a) - statistic(b),
                permutation_type="samples", n_resamples=np.inf, vectorized=False,
            )
            yield {"first": first.tolist(), "second": second.tolist(), "statistic": name}, {
                "difference": float(statistic(first) - statistic(second)), "p": float(result.pvalue),
            }


@estimator("multiplicity")
def multiplicity(rng, scale):
    families = [[0.01], [0, 0, 1], [0.04, 0.03, 0.02, 0.01], [0.5] * 5, [2 / 924] * 23]
    families += [(rng.uniform(0, 1, rng.integers(2, 40)) ** 3).tolist() for _ in range(3 * scale)]
    for ps in families:
        yield {"ps": [float(p) for p in ps]}, {
            "holm": multipletests(ps, method="holm")[1].tolist(),
            "simes": float(multipletests(ps, method="fdr_bh")[1].min()),
        }


@estimator("items-and-seeds")
def items_and_seeds(rng, scale):
    """Without luck of training SciPy's paired t, without luck of items its Welch t, with both the sum of the variances."""
    for case in range(6 + 3 * scale):
        n, s, r = int(rng.integers(5, 60)), int(rng.integers(2, 8)), int(rng.integers(2, 8))
        first, second = rng.uniform(0, 1, n), rng.uniform(0, 1, n)
        seeds_a, seeds_b = rng.normal(0.6, 0.05, s), rng.normal(0.5, 0.02, r)
        if case % 3 == 0:
            seeds_a, seeds_b = np.full(s, first.mean()), np.full(r, second.mean())
        if case % 3 == 1:
            first, second = np.full(n, seeds_a.mean()), np.full(n, seeds_b.mean())
        differences = first - second
        parts = [(np.var(x, ddof=1) / len(x), len(x) - 1) for x in (differences, seeds_a, seeds_b)]
        variance = sum(part for part, _ in parts)
        freedom = variance**2 / sum(part**2 / free for part, free in parts)
        p = 2 * stats.t.sf(abs(differences.mean()) / math.sqrt(variance), freedom)
        if case % 3 == 0:
            assert math.isclose(p, stats.ttest_rel(first, second).pvalue, rel_tol=1e-9)
        if case % 3 == 1:
            assert math.isclose(p, stats.ttest_ind(seeds_a, seeds_b, equal_var=False).pvalue, rel_tol=1e-9)
        half = stats.t.ppf(0.975, freedom) * math.sqrt(variance)
        sides = {"firstItems": first, "secondItems": second, "firstSeeds": seeds_a, "secondSeeds": seeds_b}
        yield {name: values.tolist() for name, values in sides.items()}, {
            "difference": float(differences.mean()), "p": float(p), "low": float(differences.mean() - half), "high": float(differences.mean() + half),
        }


def components(scores, labels):
    """DeLong's structural components straight from the definition, O(mn)."""
    positive, negative = scores[labels == 1], scores[labels == 0]
    wins = (positive[:, None] > negative[None, :]) + 0.5 * (positive[:, None] == negative[None, :])
    return wins.mean(axis=1), wins.mean(axis=0)


@estimator("delong")
def delong(rng, scale):
    for case in range(6 + 4 * scale):
        n = int(rng.integers(8, 80))
        labels = (np.arange(n) % int(rng.integers(2, 5)) == 0).astype(int)
        first = labels * rng.uniform(0, 3) + rng.normal(0, 1, n)
        second = labels * rng.uniform(0, 3) + rng.normal(0, 1, n) + 0.5 * first
        if case % 3 == 0:
            first, second = np.round(first), np.round(second)
        if case == 1:
            first = labels.astype(float)
        (a1, a0), (b1, b0) = components(first, labels), components(second, labels)
        covariance = np.cov(a1, b1) / len(a1) + np.cov(a0, b0) / len(a0)
        variance = covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1]
        difference = a1.mean() - b1.mean()
        assert math.isclose(a1.mean(), roc_auc_score(labels, first))
        yield {"first": first.tolist(), "second": second.tolist(), "labels": labels.tolist()}, {
            "auc": float(roc_auc_score(labels, first)),
            "variance": float(covariance[0, 0]),
            "difference": float(difference),
            "differenceVariance": float(variance),
            "p": float(2 * stats.norm.sf(abs(difference) / math.sqrt(variance))) if variance > 0 else float(difference == 0),
        }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", type=int, default=1)
    options = parser.parse_args()
    versions = {module.__name__: module.__version__ for module in (np, scipy, statsmodels, sklearn)}
    options.out.mkdir(parents=True, exist_ok=True)
    for name, generate in GENERATORS.items():
        rng = np.random.default_rng([options.seed, *name.encode()])
        cases = [{"input": given, "expected": expected} for given, expected in generate(rng, options.scale)]
        lines = ",\n".join(json.dumps(case, allow_nan=False) for case in cases)
        head = json.dumps({"versions": versions, "seed": options.seed})[:-1]
        (options.out / f"{name}.json").write_text(f'{head}, "cases": [\n{lines}\n]}}\n')


main()
