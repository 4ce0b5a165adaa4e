from torch import nn

from torch_layers import channels_first, conv2d, linear, place


def inputs(batch):
    return [channels_first(batch["x"])]


def targets(batch):
    return [batch["label"].astype("int64")]


class Model(nn.Module):
    def __init__(self, weights):
        super().__init__()
        convolve = lambda index: [conv2d(weights, f"conv{index}", padding=1), nn.ReLU()]
        scale, hidden = weights["norm/scale"], weights["hidden/matrix"]
        norm = place(nn.BatchNorm2d(len(scale), eps=1e-5), scale, weights["norm/shift"])
        by_channel = hidden.reshape(8, 8, 64, -1).transpose(2, 0, 1, 3).reshape(hidden.shape)
        self.layers = nn.Sequential(
            *convolve(0),
            norm,
            *convolve(1),
            nn.MaxPool2d(2),
            *convolve(2),
            nn.MaxPool2d(2),
            nn.Flatten(),
            linear({**weights, "hidden/matrix": by_channel}, "hidden"),
            nn.ReLU(),
            linear(weights, "logits"),
        )

    def forward(self, x):
        return self.layers(x)

    def loss(self, inputs, targets):
        return nn.functional.cross_entropy(self(*inputs), targets[0])
