"""The mean picture of each class; a query is as much of a class as it is near to its mean."""

import numpy as np

import paretoboard as pb


def features(images: np.ndarray) -> np.ndarray:
    """Pictures as unit vectors, so that bright and dark ones are alike."""
    flat = images.reshape(len(images), -1).astype(np.float32)
    flat -= flat.mean(axis=1, keepdims=True)
    return flat / np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-6)


class NearestMean(pb.Predictor):
    def train(self, context: pb.TrainContext) -> pb.TrainingSummary:
        classes = context.outputs[0].shape[0]
        rows = context.all("train")
        x, labels = features(rows.inputs["image"]), rows.targets["label"]
        means = np.stack([x[labels == label].sum(axis=0) for label in range(classes)])
        means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-6)
        context.artefact.save_arrays("means.npz", means=means)
        context.progress(epoch=1, epochs=1, train_accuracy=float((np.argmax(x @ means.T, axis=1) == labels).mean()))
        return pb.TrainingSummary(steps=1, epochs=1, parameters=means.size)

    def load(self, context: pb.LoadContext) -> None:
        self.means = context.artefact.read_arrays("means.npz")["means"]
        self.parameters = self.means.size

    def predict(self, inputs):
        return {"logits": 20 * features(inputs["image"]) @ self.means.T}
