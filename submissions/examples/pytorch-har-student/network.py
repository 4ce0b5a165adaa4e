"""LightHART's student: patches of an inertial window along time, a class token, two transformer encoders of width 32."""

import torch
from torch import Tensor, nn

STEPS, CHANNELS = 64, 6
PATCHES, WIDTH = 8, 32


class Student(nn.Module):
    """float32 [n, 64, 6], standardised, to logits [n, classes]; 19,931 values with 27 classes."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.embed = nn.Linear(STEPS // PATCHES * CHANNELS, WIDTH)
        self.token = nn.Parameter(torch.randn(1, 1, WIDTH) * 0.02)
        self.position = nn.Parameter(torch.randn(1, PATCHES + 1, WIDTH) * 0.02)
        layer = nn.TransformerEncoderLayer(WIDTH, 4, 64, dropout=0.1, batch_first=True, norm_first=True)
        self.encoders = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        self.head = nn.Sequential(nn.LayerNorm(WIDTH), nn.Linear(WIDTH, classes))
        for name, parameter in self.named_parameters():
            if parameter.dim() == 2:
                nn.init.xavier_uniform_(parameter)
            elif name.endswith("bias"):
                nn.init.zeros_(parameter)

    def forward(self, windows: Tensor) -> Tensor:
        patches = self.embed(windows.reshape(windows.shape[0], PATCHES, -1))
        tokens = torch.cat([self.token.expand(windows.shape[0], -1, -1), patches], dim=1) + self.position
        return self.head(self.encoders(tokens)[:, 0])
