"""Multinomial logistic regression of scikit-learn on grey pixels. The artefact holds plain arrays: a pickle would run code when it is read."""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

import paretoboard as pb

GREY = np.array([0.30, 0.59, 0.11], np.float32)


def features(images: np.ndarray) -> np.ndarray:
    """Grey pictures at half the resolution, [items, 256]."""
    grey = images.astype(np.float32) @ GREY
    return grey.reshape(-1, 16, 2, 16, 2).mean(axis=(2, 4)).reshape(len(images), -1)


class Logistic(pb.Predictor):
    def train(self, context: pb.TrainContext) -> pb.TrainingSummary:
        rows = context.all("train")
        scaler = StandardScaler()
        x = scaler.fit_transform(features(rows.inputs["image"]))
        model = LogisticRegression(C=0.1, max_iter=200)
        model.fit(x, rows.targets["label"])
        classes = context.outputs[0].shape[0]
        weights = np.zeros((x.shape[1], classes), np.float32)
        bias = np.full(classes, -1e4, np.float32)  # A class that no row has.
        weights[:, model.classes_], bias[model.classes_] = model.coef_.T, model.intercept_
        context.artefact.save_arrays("model.npz", weights=weights, bias=bias, mean=scaler.mean_, scale=scaler.scale_)
        return pb.TrainingSummary(steps=int(model.n_iter_.max()), parameters=weights.size + bias.size)

    def load(self, context: pb.LoadContext) -> None:
        stored = context.artefact.read_arrays("model.npz")
        self.weights, self.bias = stored["weights"], stored["bias"]
        self.mean, self.scale = stored["mean"].astype(np.float32), stored["scale"].astype(np.float32)
        self.parameters = self.weights.size + self.bias.size

    def predict(self, inputs):
        return {"logits": (features(inputs["image"]) - self.mean) / self.scale @ self.weights + self.bias}
