"""Times the reference implementations of metrics on the inputs that test/bench/metrics.mjs wrote. For each line
of standard input it prints one JSON object: seconds by id, or why not.

Usage: python metrics.py <folder> <repeats>
"""

import json
import sys
import time
from pathlib import Path

folder, repeats = Path(sys.argv[1]), int(sys.argv[2])


def column(name, dtype):
    import numpy

    return numpy.fromfile(folder / name, dtype=dtype)


def roc_auc():
    from sklearn.metrics import roc_auc_score

    scores, labels = column("scores.f64", "<f8"), column("labels.i32", "<i4")
    return lambda: roc_auc_score(labels, scores)


def macro_f1():
    from sklearn.metrics import f1_score

    predicted, truth = column("predicted.i32", "<i4"), column("truth.i32", "<i4")
    return lambda: f1_score(truth, predicted, average="macro")


def ssim():
    from skimage.metrics import structural_similarity

    side = 512
    a, b = (column(name, "<f8").reshape(side, side) for name in ("plane-a.f64", "plane-b.f64"))
    return lambda: structural_similarity(
        a, b, data_range=255, gaussian_weights=True, sigma=1.5, use_sample_covariance=False
    )


def prepared():
    calls = {}
    for name, prepare in {"roc-auc-100k": roc_auc, "macro-f1-100k": macro_f1, "ssim-512": ssim}.items():
        try:
            calls[name] = prepare()
        except ImportError as error:
            calls[name] = str(error)
    return calls


def timed(call):
    if isinstance(call, str):
        return {"reason": call}
    times = []
    for _ in range(repeats):
        begun = time.perf_counter()
        value = call()
        times.append(time.perf_counter() - begun)
    return {"seconds": times, "value": float(value)}


CALLS = prepared()
for _ in sys.stdin:
    print(json.dumps({name: timed(call) for name, call in CALLS.items()}), flush=True)
