"""Augmentation of inertial windows: a stretched part of the window, another seat of the sensor, a gain and noise."""

import math

import torch
from torch import Tensor

SHORTEST, TURN, GAIN, NOISE = 0.6, math.radians(20), 0.1, 0.05


def _turns(count: int) -> Tensor:
    """Rotations [count, 3, 3] about random axes by up to `TURN` (Rodrigues)."""
    x, y, z = torch.nn.functional.normalize(torch.randn(count, 3), dim=1).unbind(1)
    zero = torch.zeros(count)
    cross = torch.stack([zero, -z, y, z, zero, -x, -y, x, zero], 1).reshape(-1, 3, 3)
    angle = (torch.rand(count) * TURN).reshape(-1, 1, 1)
    return torch.eye(3) + torch.sin(angle) * cross + (1 - torch.cos(angle)) * cross @ cross


def augment(windows: Tensor, mean: Tensor, deviation: Tensor) -> Tensor:
    """Raw windows [n, 64, 6], two triples in the sensor's frame, to augmented and standardised ones."""
    count, steps, channels = windows.shape
    length = (SHORTEST + (1 - SHORTEST) * torch.rand(count, 1)) * (steps - 1)
    at = torch.rand(count, 1) * (steps - 1 - length) + torch.arange(steps) / (steps - 1) * length
    before = at.floor().long().clamp(max=steps - 2)
    share = (at - before).unsqueeze(2)
    rows = torch.arange(count).unsqueeze(1)
    warped = windows[rows, before] * (1 - share) + windows[rows, before + 1] * share
    turned = torch.einsum("nij,nstj->nsti", _turns(count), warped.reshape(count, steps, channels // 3, 3))
    scaled = (turned.reshape(count, steps, channels) - mean) / deviation
    gain = 1 + GAIN * (2 * torch.rand(count, 1, 1) - 1)
    return gain * scaled + NOISE * 1.7 * (2 * torch.rand_like(scaled) - 1)
