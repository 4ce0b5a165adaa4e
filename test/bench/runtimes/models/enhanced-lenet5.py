import torch
from torch import nn

from torch_layers import channels_first, conv2d, linear, parameter


def inputs(batch):
    return [channels_first(batch["x"])]


def targets(batch):
    return [batch["label"].astype("int64")]


class Model(nn.Module):
    """Table 3 of the paper: one PReLU slope per position and channel."""

    def __init__(self, weights):
        super().__init__()
        self.convolutions = nn.ModuleList(conv2d(weights, f"conv{index}") for index in range(3))
        self.slopes = nn.ParameterList(
            parameter(weights[f"conv{index}/slope"].transpose(2, 0, 1).copy()) for index in range(3)
        )
        self.pool = nn.MaxPool2d(2, 2, ceil_mode=True)
        dense = weights["dense/matrix"]
        # Pixels are flattened channel by channel here, and pixel by pixel there.
        by_channel = dense.reshape(3, 3, 64, -1).transpose(2, 0, 1, 3).reshape(dense.shape)
        self.dense = linear({**weights, "dense/matrix": by_channel}, "dense")
        self.logits = linear(weights, "logits")

    def forward(self, x):
        for convolution, slope in zip(self.convolutions, self.slopes):
            x = convolution(x)
            x = self.pool(torch.where(x >= 0, x, slope * x))
        return self.logits(torch.relu(self.dense(x.flatten(1))))

    def loss(self, inputs, targets):
        return nn.functional.cross_entropy(self(*inputs), targets[0])
