"""Epoch times of the two methods' networks in PyTorch: the same layers, batch and number of rows, on random data.

Prints one JSON document: {"torch": version, "threads": n, "epochs": {name: [seconds, ...]}}. Called by training.mjs.
"""

import json
import sys
import time

import torch
from torch import nn


class EnhancedLeNet5(nn.Module):
    """Table 3 of the paper: 414,443 parameters with one PReLU slope per position and channel."""

    def __init__(self, classes=43):
        super().__init__()
        sizes = [(1, 32, 30), (32, 64, 13), (64, 64, 5)]
        self.convolutions = nn.ModuleList(nn.Conv2d(a, b, 3) for a, b, _ in sizes)
        self.slopes = nn.ParameterList(torch.zeros(b, s, s) for _, b, s in sizes)
        self.pool = nn.MaxPool2d(2, 2, ceil_mode=True)
        self.drop, self.drop_dense = nn.Dropout(0.25), nn.Dropout(0.5)
        self.dense, self.logits = nn.Linear(576, 512), nn.Linear(512, classes)

    def forward(self, x):
        for index, (convolution, slope) in enumerate(zip(self.convolutions, self.slopes)):
            x = convolution(x)
            x = self.pool(torch.where(x >= 0, x, slope * x))
            if index == 0:
                x = self.drop(x)
        return self.logits(self.drop_dense(torch.relu(self.dense(x.flatten(1)))))


class Student(nn.Module):
    """Inertial transformer: width 32, 8 patches of 8 steps, two pre-norm encoders with 4 heads."""

    def __init__(self, classes=27, mlp=128):
        super().__init__()
        self.embed = nn.Linear(48, 32)
        self.token = nn.Parameter(torch.zeros(1, 1, 32))
        self.positions = nn.Parameter(torch.zeros(1, 9, 32))
        layer = nn.TransformerEncoderLayer(32, 4, mlp, dropout=0.0, batch_first=True, norm_first=True)
        self.encoders = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        self.head = nn.Sequential(nn.LayerNorm(32), nn.Linear(32, classes))

    def forward(self, x):
        tokens = self.embed(x.reshape(-1, 8, 48))
        tokens = torch.cat([self.token.expand(len(x), -1, -1), tokens], 1) + self.positions
        return self.head(self.encoders(tokens)[:, 0])


def epochs(model, rows, shape, classes, batch, count):
    x, y = torch.randn(rows, *shape), torch.randint(0, classes, (rows,))
    optimiser = torch.optim.Adam(model.parameters())
    times = []
    for _ in range(count):
        begun = time.perf_counter()
        for indices in torch.randperm(rows).split(batch):
            optimiser.zero_grad()
            nn.functional.cross_entropy(model(x[indices]), y[indices]).backward()
            optimiser.step()
        times.append(time.perf_counter() - begun)
    return times


def main():
    cases = json.loads(sys.argv[1])
    torch.set_num_threads(cases["threads"])
    build = {"enhanced-lenet5-traffic-sign": lambda: (EnhancedLeNet5(), (1, 32, 32), 43), "lighthart-student": lambda: (Student(), (64, 6), 27)}
    result = {}
    for name, case in cases["networks"].items():
        model, shape, classes = build[name]()
        result[name] = epochs(model, case["rows"], shape, classes, case["batch"], case["epochs"])
    print(json.dumps({"torch": torch.__version__, "threads": cases["threads"], "epochs": result}))


main()
