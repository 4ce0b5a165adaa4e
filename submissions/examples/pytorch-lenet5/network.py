"""The paper's network (Table 3): three convolutions with PReLU, pooling with same padding, one hidden layer."""

import torch
from torch import Tensor, nn


class Slopes(nn.Module):
    """PReLU with one slope for each position and channel, as Keras has by default."""

    def __init__(self, channels: int, size: int) -> None:
        super().__init__()
        self.slope = nn.Parameter(torch.zeros(channels, size, size))

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(x) - self.slope * torch.relu(-x)


def block(channels_in: int, channels_out: int, size_out: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(channels_in, channels_out, 3),
        Slopes(channels_out, size_out),
        nn.MaxPool2d(2, ceil_mode=True),
    )


class EnhancedLeNet5(nn.Module):
    """float32 [n, 1, 32, 32] to logits [n, classes]; 414,443 values with 43 classes."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            block(1, 32, 30),
            nn.Dropout(0.25),
            block(32, 64, 13),
            block(64, 64, 5),
            nn.Flatten(),
            nn.Linear(576, 512),
            nn.ReLU(),
            nn.Dropout(0.5),
            nn.Linear(512, classes),
        )
        for module in self.modules():
            if isinstance(module, (nn.Conv2d, nn.Linear)):
                nn.init.xavier_uniform_(module.weight)
                nn.init.zeros_(module.bias)

    def forward(self, x: Tensor) -> Tensor:
        return self.layers(x)
