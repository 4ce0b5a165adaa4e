"""Writes fixtures/*.json: metrics of random and adversarial inputs as the field's reference packages compute them.

requirements.txt pins the packages, and each fixture names the versions that made it.
Usage: python generate.py [--seed N] [--cases N] [folder]
"""

import argparse
import base64
import contextlib
import io
import json
from importlib.metadata import version
from pathlib import Path

import numpy as np


def roc_cases(random, count):
    from sklearn.metrics import roc_auc_score, roc_curve

    def case(scores, labels):
        fpr, tpr, _ = roc_curve(labels, scores, drop_intermediate=False)
        eer = crossing(fpr, tpr)
        return {
            "scores": [float(s) for s in scores],
            "labels": [int(l) for l in labels],
            "auc": float(roc_auc_score(labels, scores)),
            "eer": eer,
            "points": len(fpr),
        }

    def crossing(fpr, tpr):
        gap = 1 - tpr - fpr
        at = int(np.argmax(gap <= 0))
        share = gap[at - 1] / (gap[at - 1] - gap[at])
        return float(fpr[at - 1] + share * (fpr[at] - fpr[at - 1]))

    cases = [
        case([0.5] * 6, [0, 1, 0, 1, 1, 0]),
        case([1, 2, 3, 4], [0, 0, 1, 1]),
        case([4, 3, 2, 1], [0, 0, 1, 1]),
        case([1, 1, 2, 2, 2], [0, 1, 0, 1, 1]),
        case([0, 1], [0, 1]),
        case([-1e300, 1e300, 0], [1, 0, 1]),
    ]
    while len(cases) < count:
        n = int(random.integers(2, 60))
        labels = random.integers(0, 2, n)
        if labels.min() == labels.max():
            continue
        scores = random.normal(size=n) + labels * random.uniform(-1, 3)
        if random.random() < 0.5:
            scores = np.round(scores * random.integers(1, 4))
        cases.append(case(scores, labels))
    return cases, ["scikit-learn"]


def blob(random, shape):
    grids = np.meshgrid(*[np.arange(s) for s in shape], indexing="ij")
    centre = [random.uniform(0, s - 1) for s in shape]
    radius = [random.uniform(0.8, max(1.0, s / 2)) for s in shape]
    inside = sum(((g - c) / r) ** 2 for g, c, r in zip(grids, centre, radius)) <= 1
    return inside


def mask_text(mask):
    return "".join("1" if v else "0" for v in mask.ravel())


def mask_cases(random, count):
    from medpy.metric import binary

    def case(a, b, spacing):
        squeeze = a.shape[0] == 1
        flat_a, flat_b = (a[0], b[0]) if squeeze else (a, b)
        flat_spacing = spacing[1:] if squeeze else spacing
        has_both = bool(a.any() and b.any())
        return {
            "predicted": mask_text(a),
            "truth": mask_text(b),
            "shape": list(a.shape),
            "spacing": [float(s) for s in spacing],
            "dice": float(binary.dc(a, b)) if a.any() or b.any() else None,
            "jaccard": float(binary.jc(a, b)) if a.any() or b.any() else None,
            "volumeDifference": float(binary.ravd(a, b)) if b.any() else None,
            "hd95": float(binary.hd95(flat_a, flat_b, flat_spacing)) if has_both else None,
            "assd": float(binary.assd(flat_a, flat_b, flat_spacing)) if has_both else None,
        }

    full = np.ones((3, 4, 5), bool)
    empty = np.zeros((3, 4, 5), bool)
    dot = empty.copy()
    dot[1, 2, 3] = True
    corner = empty.copy()
    corner[0, 0, 0] = True
    one = (1.0, 1.0, 1.0)
    cases = [
        case(full, full, one),
        case(dot, full, one),
        case(dot, corner, (2.0, 0.5, 3.0)),
        case(empty, full, one),
        case(dot, dot, one),
        case(empty, dot, one),
    ]
    while len(cases) < count:
        flat = random.random() < 0.25
        shape = (1 if flat else int(random.integers(2, 8)), int(random.integers(2, 10)), int(random.integers(2, 12)))
        kind = random.random()
        if kind < 0.3:
            share = random.uniform(0.02, 0.9)
            a, b = random.random(shape) < share, random.random(shape) < share
        else:
            a, b = blob(random, shape), blob(random, shape)
            if kind < 0.5:
                b = a ^ (random.random(shape) < 0.05)
        if not (a.any() or b.any()):
            continue
        spacing = one if random.random() < 0.4 else tuple(np.round(random.uniform(0.3, 4, 3), 3))
        cases.append(case(a, b, spacing))
    return cases, ["MedPy", "scipy"]


def confusion_cases(random, count):
    from sklearn import metrics

    def case(truth, predicted, classes):
        # A class neither there nor predicted is left out: labels are those that occur.
        labels = sorted(set(truth) | set(predicted))
        present = sorted(set(truth))
        return {
            "classes": classes,
            "truth": [int(t) for t in truth],
            "predicted": [int(p) for p in predicted],
            "accuracy": float(metrics.accuracy_score(truth, predicted)),
            "meanIou": float(metrics.jaccard_score(truth, predicted, labels=labels, average="macro", zero_division=0)),
            "macroF1": float(metrics.f1_score(truth, predicted, labels=labels, average="macro", zero_division=0)),
            "weightedF1": float(metrics.f1_score(truth, predicted, labels=labels, average="weighted", zero_division=0)),
            "balancedAccuracy": float(metrics.recall_score(truth, predicted, labels=present, average="macro", zero_division=0)),
        }

    cases = [
        case([0, 1, 2], [0, 1, 2], 3),
        case([0, 0, 0], [1, 1, 1], 3),
        case([2, 2], [2, 2], 5),
        case([0, 1], [1, 0], 2),
    ]
    while len(cases) < count:
        classes = int(random.integers(2, 9))
        n = int(random.integers(1, 80))
        truth = random.integers(0, classes, n)
        predicted = np.where(random.random(n) < random.random(), truth, random.integers(0, classes, n))
        cases.append(case(list(truth), list(predicted), classes))
    return cases, ["scikit-learn"]


def quality_cases(random, count):
    from skimage.color import rgb2ycbcr
    from skimage.metrics import peak_signal_noise_ratio, structural_similarity

    def case(a, b):
        ya, yb = (rgb2ycbcr(p.astype(np.float64) / 255)[..., 0] for p in (a, b))
        equal = bool(np.array_equal(a, b))
        return {
            "height": a.shape[0],
            "width": a.shape[1],
            "a": base64.b64encode(a.tobytes()).decode(),
            "b": base64.b64encode(b.tobytes()).decode(),
            "psnrY": None if equal else float(peak_signal_noise_ratio(ya, yb, data_range=255)),
            "ssimY": float(
                structural_similarity(ya, yb, data_range=255, gaussian_weights=True, sigma=1.5, use_sample_covariance=False)
            ),
        }

    flat = np.full((11, 11, 3), 128, np.uint8)
    black, white = np.zeros((12, 13, 3), np.uint8), np.full((12, 13, 3), 255, np.uint8)
    cases = [case(flat, flat), case(black, white), case(white, white)]
    while len(cases) < count:
        shape = (int(random.integers(11, 16)), int(random.integers(11, 18)), 3)
        ramp = np.add.outer(np.arange(shape[0]), np.arange(shape[1]))[..., None] * random.uniform(0, 8, 3)
        a = np.clip(ramp + random.normal(0, 30 * random.random(), shape), 0, 255).astype(np.uint8)
        b = np.clip(a + random.normal(0, 40 * random.random(), shape), 0, 255).astype(np.uint8)
        cases.append(case(a, b))
    return cases, ["scikit-image"]


def detection_cases(random, count):
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval

    def case(truths, detections):
        images = sorted({t["image"] for t in truths} | {d["image"] for d in detections})
        categories = sorted({t["category"] for t in truths} | {d["category"] for d in detections})
        coco = COCO()
        coco.dataset = {
            "images": [{"id": i} for i in images],
            "categories": [{"id": c} for c in categories],
            "annotations": [
                {
                    "id": index + 1,
                    "image_id": t["image"],
                    "category_id": t["category"],
                    "bbox": t["box"],
                    "area": t["box"][2] * t["box"][3],
                    "iscrowd": int(t.get("isCrowd", False)),
                }
                for index, t in enumerate(truths)
            ],
        }
        with contextlib.redirect_stdout(io.StringIO()):
            coco.createIndex()
            results = coco.loadRes(
                [
                    {"image_id": d["image"], "category_id": d["category"], "bbox": d["box"], "score": d["score"]}
                    for d in detections
                ]
            )
            evaluation = COCOeval(coco, results, "bbox")
            evaluation.evaluate()
            evaluation.accumulate()
            evaluation.summarize()
        ap, ap50, ap75 = (float(v) for v in evaluation.stats[:3])
        return {"truths": truths, "detections": detections, "ap": ap, "ap50": ap50, "ap75": ap75}

    def box():
        size = random.integers(4, 40, 2)
        place = random.integers(0, 60, 2)
        return [int(place[0]), int(place[1]), int(size[0]), int(size[1])]

    def near(b):
        moved = np.array(b, float) + random.normal(0, random.choice([0.3, 2, 6]), 4)
        moved[2:] = np.maximum(moved[2:], 1)
        return [round(float(v), 2) for v in moved]

    truth = [{"image": 1, "category": 1, "box": [0, 0, 10, 10]}]
    cases = [
        case(truth, [{"image": 1, "category": 1, "box": [0, 0, 10, 10], "score": 0.9}]),
        case(truth, [{"image": 1, "category": 1, "box": [0, 0, 10, 5], "score": 0.9}]),
        case(truth, [{"image": 2, "category": 1, "box": [0, 0, 10, 10], "score": 0.9}]),
        case(truth, [{"image": 1, "category": 2, "box": [0, 0, 10, 10], "score": 0.9}]),
        case(truth, [{"image": 1, "category": 1, "box": [0, 0, 10, 6], "score": 0.9}]),
    ]
    while len(cases) < count:
        truths = []
        for image in range(int(random.integers(1, 5))):
            for _ in range(int(random.integers(0, 7))):
                entry = {"image": image, "category": int(random.integers(1, 4)), "box": box()}
                if random.random() < 0.12:
                    entry["isCrowd"] = True
                truths.append(entry)
        if all(t.get("isCrowd") for t in truths):
            continue
        detections = []
        for t in truths:
            for _ in range(int(random.integers(0, 3))):
                category = t["category"] if random.random() < 0.9 else int(random.integers(1, 4))
                detections.append({"image": t["image"], "category": category, "box": near(t["box"])})
        for _ in range(int(random.integers(0, 4))):
            detections.append({"image": int(random.integers(0, 5)), "category": int(random.integers(1, 4)), "box": box()})
        if not detections:
            continue
        levels = random.choice([3, 1000])
        for d in detections:
            d["score"] = round(float(random.integers(0, levels + 1)) / levels, 4)
        cases.append(case(truths, detections))
    return cases, ["pycocotools"]


def top_k_cases(random, count):
    from sklearn.metrics import ndcg_score

    cases = []
    while len(cases) < count:
        items = int(random.integers(5, 40))
        k = int(random.integers(1, items))
        relevant = sorted(int(i) for i in random.choice(items, int(random.integers(1, items)), replace=False))
        scores = random.permutation(items).astype(float)
        gains = np.zeros(items)
        gains[relevant] = 1
        ranked = np.argsort(-scores)[:k]
        hits = int(gains[ranked].sum())
        cases.append(
            {
                "scores": [float(s) for s in scores],
                "k": k,
                "relevant": relevant,
                "recall": hits / len(relevant),
                "precision": hits / k,
                "ndcg": float(ndcg_score([gains], [scores], k=k)) if items > 1 else None,
            }
        )
    return cases, ["scikit-learn"]


def tracking_cases(random, count):
    from got10k.utils.metrics import center_error, rect_iou

    def case(predicted, truth):
        overlaps = rect_iou(predicted.copy(), truth.copy())
        # The toolkit measures from pixel centres, (w - 1) / 2 on both sides: the difference of the centres is the same.
        errors = center_error(predicted, truth)
        size = np.hstack([truth[:, 2:], truth[:, 2:]])
        relative = center_error(predicted / size, truth / size)
        return {
            "predicted": predicted.tolist(),
            "truth": truth.tolist(),
            "success": float(np.greater(overlaps[:, None], np.linspace(0, 1, 21)[None]).mean()),
            "precision": float(np.less_equal(errors, 20).mean()),
            "normalisedPrecision": float(np.less_equal(relative[:, None], (np.arange(51) / 100)[None]).mean()),
        }

    still = np.tile([10.0, 10.0, 20.0, 30.0], (5, 1))
    cases = [case(still, still), case(still + [100, 0, 0, 0], still), case(still + [20, 0, 0, 0], still)]
    while len(cases) < count:
        frames = int(random.integers(1, 40))
        truth = np.column_stack([random.integers(0, 200, (frames, 2)), random.integers(1, 60, (frames, 2))]).astype(float)
        predicted = truth + random.normal(0, random.choice([0.5, 5, 40]), (frames, 4))
        predicted[:, 2:] = np.maximum(predicted[:, 2:], 0.5)
        cases.append(case(np.round(predicted, 3), truth))
    return cases, ["got10k"]


def retrieval_cases(random, count):
    from sklearn.metrics import average_precision_score, coverage_error

    cases = []
    while len(cases) < count:
        items = int(random.integers(2, 50))
        matches = random.random(items) < random.uniform(0.05, 0.6)
        if not matches.any():
            continue
        distances = random.permutation(items).astype(float)
        last = coverage_error([matches.astype(int)], [-distances])
        cases.append(
            {
                "distances": distances.tolist(),
                "matches": [int(m) for m in matches],
                "averagePrecision": float(average_precision_score(matches, -distances)),
                "inverseNegativePenalty": float(matches.sum() / last),
                "firstHit": int(np.sort(distances[matches])[0]) + 1,
            }
        )
    return cases, ["scikit-learn"]


def distribution_cases(random, count):
    from scipy.linalg import sqrtm
    from sklearn.metrics.pairwise import polynomial_kernel

    def frechet(a, b):
        first, second = np.atleast_2d(np.cov(a, rowvar=False)), np.atleast_2d(np.cov(b, rowvar=False))
        root = sqrtm(first @ second)
        gap = a.mean(0) - b.mean(0)
        return float(gap @ gap + np.trace(first + second - 2 * np.real(root)))

    def kernel(a, b):
        size = a.shape[1]
        values = lambda x, y: polynomial_kernel(x, y, degree=3, gamma=1 / size, coef0=1)
        within = lambda x: (values(x, x).sum() - np.trace(values(x, x))) / (len(x) * (len(x) - 1))
        return float(within(a) + within(b) - 2 * values(a, b).mean())

    cases = []
    while len(cases) < count:
        size = int(random.integers(1, 6))
        # Enough rows for covariances of full rank: sqrtm of a singular product is not defined to this precision.
        a = random.normal(random.normal(), random.uniform(0.5, 2), (int(random.integers(size + 6, 24)), size)).round(4)
        b = random.normal(random.normal(), random.uniform(0.5, 2), (int(random.integers(size + 6, 24)), size)).round(4)
        cases.append({"size": size, "a": a.ravel().tolist(), "b": b.ravel().tolist(), "frechet": frechet(a, b), "kernel": kernel(a, b)})
    return cases, ["scipy", "scikit-learn"]


def privacy_cases(random, count):
    """Divergences by quadrature (mpmath): dp-accounting ends its series for fractional orders too early, by up to 3 % of the divergence."""
    import mpmath
    from dp_accounting import GaussianDpEvent, PoissonSampledDpEvent
    from dp_accounting.rdp import RdpAccountant

    mpmath.mp.dps = 30

    def divergence(order, sigma, q):
        alpha, s, p = mpmath.mpf(order), mpmath.mpf(sigma), mpmath.mpf(q)
        density = lambda x: mpmath.npdf(x, 0, s) * ((1 - p) + p * mpmath.exp((2 * x - 1) / (2 * s * s))) ** alpha
        middle = s * s * mpmath.log(1 / p - 1) + 0.5
        inside = [point for point in (0, middle, alpha) if -12 * s < point < alpha + 12 * s]
        steps = [-12 * s + (alpha + 24 * s) * k / 8 for k in range(9)]
        return float(mpmath.log(mpmath.quad(density, sorted({*inside, *steps}))) / (alpha - 1))

    orders = [1 + x / 10 for x in range(1, 100)] + list(range(11, 64)) + [128, 256, 512, 1024]
    cases = []
    while len(cases) < count // 2:
        sigma, q = float(np.exp(random.uniform(-1, 3))), float(np.exp(random.uniform(-9, -0.8)))
        order = float(random.choice([1.1, 1.5, 2, 2.7, 4, 4.6, 7.3, 10.9, 17, 40]))
        cases.append({"sigma": sigma, "q": q, "order": order, "divergence": divergence(order, sigma, q)})
    while len(cases) < count:
        sigma, q = float(np.exp(random.uniform(-0.5, 3))), float(np.exp(random.uniform(-8, -2)))
        steps, delta = int(random.integers(1, 20_000)), float(10 ** random.uniform(-7, -3))
        accountant = RdpAccountant(orders)
        accountant.compose(PoissonSampledDpEvent(q, GaussianDpEvent(sigma)), steps)
        epsilon, order = accountant.get_epsilon_and_optimal_order(delta)
        # From here on all orders are whole numbers, where both accountants are exact.
        if order >= 12:
            cases.append({"sigma": sigma, "q": q, "steps": steps, "delta": delta, "epsilon": float(epsilon)})
    return cases, ["dp-accounting", "mpmath"]


FAMILIES = {
    "roc": roc_cases,
    "masks": mask_cases,
    "confusion": confusion_cases,
    "image-quality": quality_cases,
    "detection": detection_cases,
    "top-k": top_k_cases,
    "tracking": tracking_cases,
    "retrieval": retrieval_cases,
    "distribution": distribution_cases,
    "privacy": privacy_cases,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent / "fixtures")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, family in FAMILIES.items():
        cases, packages = family(np.random.default_rng(options.seed), options.cases)
        versions = {package: version(package) for package in [*packages, "numpy"]}
        document = {"generator": "test/reference/metrics/generate.py", "seed": options.seed, "packages": versions, "cases": cases}
        text = json.dumps(document, separators=(",", ":"), allow_nan=False)
        (options.folder / f"{name}.json").write_text(text + "\n")
        print(f"{name}: {len(cases)} cases by {', '.join(f'{p} {v}' for p, v in versions.items())}")


if __name__ == "__main__":
    main()
