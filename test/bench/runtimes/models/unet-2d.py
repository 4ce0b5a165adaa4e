import torch
from torch import nn
from torch.nn.functional import interpolate, max_pool2d

from torch_layers import conv2d
from torch_segmentation import Segmentation, inputs, targets


def level(weights, name):
    parts = [conv2d(weights, f"{name}/{part}", padding=1) for part in ("first", "second")]
    return nn.Sequential(parts[0], nn.ReLU(), parts[1], nn.ReLU())


class Model(Segmentation):
    def __init__(self, weights):
        super().__init__()
        self.down = nn.ModuleList(level(weights, f"down{depth}") for depth in range(3))
        self.up = nn.ModuleList(level(weights, f"up{depth}") for depth in range(2))
        self.head = conv2d(weights, "head")

    def forward(self, x):
        features = []
        for depth, level in enumerate(self.down):
            x = level(max_pool2d(x, 2) if depth > 0 else x)
            features.append(x)
        for depth in (1, 0):
            x = self.up[depth](torch.cat([interpolate(x, scale_factor=2, mode="nearest"), features[depth]], 1))
        return self.head(x)
