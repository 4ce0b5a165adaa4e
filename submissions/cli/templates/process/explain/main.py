"""A rule grown greedily: hold the feature that makes the black box agree most with what it says of the instance, until it agrees often enough."""

import zlib

import numpy as np

import paretoboard as pb

MOST_ROWS = 500
QUESTION = 100


class Method(pb.Explainer):
    def train(self, context: pb.TrainContext) -> pb.TrainingSummary:
        rows = context.next("train", MOST_ROWS)
        context.artefact.save_arrays("rows.npz", rows=rows.inputs["instance"], seed=np.array(context.seed))
        return pb.TrainingSummary(1, 1)

    def load(self, context: pb.LoadContext) -> None:
        stored = context.artefact.read_arrays("rows.npz")
        self.known, self.seed = stored["rows"], int(stored["seed"])

    def explain(self, instance, ask):
        codes = instance["instance"]
        # The same question has the same answer, whatever was asked before.
        random = np.random.default_rng([self.seed, zlib.crc32(codes.tobytes())])
        label = ask({"instance": codes[None]})["label"][0]

        def agreement(rule):
            """How often the black box says the same of training rows with the held features set to those of the instance."""
            drawn = self.known[random.integers(len(self.known), size=QUESTION)]
            rows = np.where(rule == 1, codes, drawn).astype(np.uint8)
            return float((ask({"instance": rows})["label"] == label).mean())

        rule = np.zeros(len(codes), np.uint8)
        estimate = agreement(rule)
        while estimate < instance["threshold"] and not rule.all() and ask.rows_left >= len(codes) * QUESTION:
            longer = []
            for feature in np.flatnonzero(rule == 0):
                one = rule.copy()
                one[feature] = 1
                longer.append((agreement(one), one))
            estimate, rule = max(longer, key=lambda found: found[0])
        return {
            "rule": rule,
            "weights": np.zeros(len(codes), np.float32),
            "bias": np.float32(1 if label == 1 else -1),
            "estimate": np.float32(estimate),
        }
