"""A method for any task of one interaction, named on the command line: it keeps a mean, and answers by simple sums. For the wire's conformance."""

import sys
from typing import Any, Dict

import numpy as np

import paretoboard as pb


def features(inputs: Dict[str, np.ndarray]) -> np.ndarray:
    """One number for each item."""
    return sum(array.reshape(len(array), -1).astype(np.float64).sum(axis=1) for _, array in sorted(inputs.items()))


class Common:
    parameters = 1

    def train(self, context: pb.TrainContext) -> pb.TrainingSummary:
        total = count = 0.0
        for rows in context.batches("train", 7):
            total, count = total + features(rows.inputs).sum(), count + rows.items
        validation = context.all("validation")
        assert validation.items == context.splits["validation"]
        context.artefact.save_arrays("model.npz", mean=np.array(total / count))
        context.progress(epoch=1, epochs=1, mean=total / count)
        return pb.TrainingSummary(steps=int(count), epochs=1, parameters=1)

    def load(self, context: pb.LoadContext) -> None:
        self.mean = float(context.artefact.read_arrays("model.npz")["mean"])
        self.shift = sum(float(np.sum(array)) for array in context.constants.values())
        self.outputs = context.outputs

    def answer(self, inputs: Dict[str, np.ndarray], skip: int = 0) -> Dict[str, np.ndarray]:
        values = features(inputs) / 100 + self.mean + self.shift
        shapes = {spec.name: [size or 1 for size in spec.shape[skip:]] for spec in self.outputs}
        return {
            name: values.reshape(-1, *[1] * len(shape)) * np.ones((1, *shape)) for name, shape in shapes.items()
        }


class Predict(Common, pb.Predictor):
    def predict(self, inputs: Any) -> Any:
        return self.answer(inputs)


class Sequence(Common, pb.SequenceModel):
    def begin(self, inputs: Any) -> None:
        self.begun = inputs

    def step(self, inputs: Any) -> Any:
        return self.answer({**self.begun, **inputs}, skip=1)


class Episode(Common, pb.EpisodeLearner):
    def support(self, inputs: Any) -> None:
        self.support_sum = features(inputs).sum()

    def predict(self, queries: Any) -> Any:
        return {name: values + self.support_sum for name, values in self.answer(queries, skip=1).items()}


class Recommend(Common, pb.Recommender):
    def rank(self, users: np.ndarray, candidates: np.ndarray, places: int) -> np.ndarray:
        return np.sort(candidates, axis=1)[:, ::-1][:, :places]


class Generate(Common, pb.Generator):
    def reconstruct(self, inputs: Any) -> np.ndarray:
        return inputs["image"]

    def sample(self, seeds: np.ndarray) -> np.ndarray:
        return np.stack([np.random.default_rng(seed).normal(size=4) for seed in seeds])


class Transform(Common, pb.Transformer):
    def transform(self, batch: Any, conditions: Any) -> Any:
        return {name: array + conditions["subject"].reshape(-1, 1, 1) for name, array in batch.items()}


class Explain(Common, pb.Explainer):
    def explain(self, instance: Any, ask: pb.Ask) -> Any:
        rows = np.tile(instance["instance"], (5, 1)) ^ np.eye(5, dtype=np.uint8)
        changed = ask({"instance": rows})["label"]
        assert ask.rows_left == 45
        same = ask({"instance": instance["instance"][None]})["label"]
        return changed != same


if __name__ == "__main__":
    pb.serve({kind.interaction: kind for kind in (Predict, Sequence, Episode, Recommend, Generate, Transform, Explain)}[sys.argv[1]]())
