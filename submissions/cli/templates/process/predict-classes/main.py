"""Multinomial logistic regression on standardised inputs, by gradient descent."""

import numpy as np

import paretoboard as pb

INPUTS = ['my-input']
EPOCHS = 30
BATCH = 128
RATE = 0.01


def features(inputs):
    """The inputs of a batch side by side, [items, features]."""
    return np.concatenate([inputs[name].reshape(len(inputs[name]), -1).astype(np.float32) for name in INPUTS], axis=1)


class Method(pb.Predictor):
    def train(self, context: pb.TrainContext) -> pb.TrainingSummary:
        rows = context.all("train")
        x, labels = features(rows.inputs), rows.targets['my-target']
        mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-3
        x = (x - mean) / scale
        classes = context.outputs[0].shape[0]
        weights = np.zeros((x.shape[1], classes), np.float32)
        bias = np.zeros(classes, np.float32)
        steps = 0
        for epoch in range(1, EPOCHS + 1):
            loss = 0.0
            for batch in np.array_split(context.random.permutation(rows.items), max(1, rows.items // BATCH)):
                logits = x[batch] @ weights + bias
                logits -= logits.max(axis=1, keepdims=True)
                shares = np.exp(logits)
                shares /= shares.sum(axis=1, keepdims=True)
                loss -= np.log(shares[np.arange(len(batch)), labels[batch]] + 1e-9).sum()
                shares[np.arange(len(batch)), labels[batch]] -= 1
                weights -= RATE * (x[batch].T @ shares) / len(batch)
                bias -= RATE * shares.mean(axis=0)
                steps += 1
            context.progress(epoch=epoch, epochs=EPOCHS, loss=loss / rows.items)
        context.artefact.save_arrays("model.npz", mean=mean, scale=scale, weights=weights, bias=bias)
        return pb.TrainingSummary(steps, EPOCHS, weights.size + bias.size)

    def load(self, context: pb.LoadContext) -> None:
        model = context.artefact.read_arrays("model.npz")
        self.mean, self.scale, self.weights, self.bias = (model[name] for name in ("mean", "scale", "weights", "bias"))
        self.parameters = self.weights.size + self.bias.size

    def predict(self, inputs):
        return {'my-output': (features(inputs) - self.mean) / self.scale @ self.weights + self.bias}
