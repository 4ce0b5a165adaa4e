import torch
from torch import nn

from torch_layers import linear, parameter


def inputs(batch):
    return [batch["x"]]


def targets(batch):
    return [batch["label"].astype("int64")]


class Model(nn.Module):
    def __init__(self, weights):
        super().__init__()
        matrix, bias = weights["lstm/matrix"], weights["lstm/bias"]
        gates = len(bias)
        channels = len(matrix) - gates // 4
        self.lstm = nn.LSTM(channels, gates // 4, batch_first=True)
        self.lstm.weight_ih_l0 = parameter(matrix[:channels].T.copy())
        self.lstm.weight_hh_l0 = parameter(matrix[channels:].T.copy())
        self.lstm.bias_ih_l0 = parameter(bias)
        # The other bias of PyTorch, zero and fixed: two would learn twice as fast as one.
        self.lstm.bias_hh_l0 = nn.Parameter(torch.zeros(gates), requires_grad=False)
        self.head = linear(weights, "head")

    def forward(self, x):
        states, _ = self.lstm(x)
        return self.head(states[:, -1])

    def loss(self, inputs, targets):
        return nn.functional.cross_entropy(self(*inputs), targets[0])
