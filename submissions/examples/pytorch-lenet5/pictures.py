"""What is done to pictures before the network sees them."""

import math

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

SIDE = 32


def preprocess(rgb: np.ndarray) -> Tensor:
    """The paper's: grey, histogram equalisation, (x - 128) / 128. uint8 [n, 32, 32, 3] to float32 [n, 1, 32, 32]."""
    grey = np.floor(0.3 * rgb[..., 0] + 0.59 * rgb[..., 1] + 0.11 * rgb[..., 2] + 0.5).astype(np.int64)
    grey = grey.reshape(len(rgb), -1)
    rows = np.arange(len(rgb))[:, None]
    counts = np.bincount((grey + 256 * rows).reshape(-1), minlength=256 * len(rgb)).reshape(-1, 256)
    levels = np.floor(255 * np.cumsum(counts, axis=1) / grey.shape[1] + 0.5)
    equalised = (levels[rows, grey] - 128) / 128
    return torch.from_numpy(equalised.astype(np.float32).reshape(-1, 1, SIDE, SIDE))


def augment(pictures: Tensor) -> Tensor:
    """A random turn of at most 10 degrees, shift of at most 8 % and scale of at most 10 % for each picture; edges repeated."""
    count = len(pictures)
    angle = (2 * torch.rand(count) - 1) * math.radians(10)
    scale = 1 + (2 * torch.rand(count) - 1) * 0.1
    shift = (2 * torch.rand(count, 2) - 1) * 0.16
    cos, sin = torch.cos(angle) / scale, torch.sin(angle) / scale
    affine = torch.stack([torch.stack([cos, sin, shift[:, 0]], 1), torch.stack([-sin, cos, shift[:, 1]], 1)], 1)
    grid = functional.affine_grid(affine, list(pictures.shape), align_corners=True)
    return functional.grid_sample(pictures, grid, padding_mode="border", align_corners=True)
