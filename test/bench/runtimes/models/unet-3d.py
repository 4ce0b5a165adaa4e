import torch
from torch import nn
from torch.nn.functional import interpolate, max_pool3d

from torch_layers import parameter, place
from torch_segmentation import Segmentation, inputs, targets


def conv3d(weights, name):
    """The filters' third axis is the slice (before, same, after) and then the channel."""
    filters = weights[f"{name}/filter"]
    height, width, slices_and_channels, channels_out = filters.shape
    by_slice = filters.reshape(height, width, 3, slices_and_channels // 3, channels_out)
    layer = nn.Conv3d(slices_and_channels // 3, channels_out, 3, padding=1, bias=False)
    return place(layer, by_slice.transpose(4, 3, 2, 0, 1).copy(), None)


def instance_norm(weights, name):
    gain = weights[f"{name}/gain"]
    return place(nn.InstanceNorm3d(len(gain), eps=1e-5, affine=True), gain, weights[f"{name}/offset"])


def level(weights, name):
    parts = (f"{name}/first", f"{name}/second")
    layers = [(conv3d(weights, part), instance_norm(weights, f"{part}/norm"), nn.ReLU()) for part in parts]
    return nn.Sequential(*layers[0], *layers[1])


class Model(Segmentation):
    """3D U-Net with instance normalisation and nearest neighbours in the place of transposed convolutions."""

    def __init__(self, weights):
        super().__init__()
        self.down = nn.ModuleList(level(weights, f"down{depth}") for depth in range(4))
        self.up = nn.ModuleList(level(weights, f"up{depth}") for depth in range(3))
        matrix = weights["head/matrix"]
        self.head = place(nn.Conv3d(len(matrix), 1, 1), matrix.T.reshape(1, -1, 1, 1, 1).copy(), weights["head/bias"])

    def forward(self, x):
        features = []
        for depth, level in enumerate(self.down):
            x = level(max_pool3d(x, 2) if depth > 0 else x)
            features.append(x)
        for depth in (2, 1, 0):
            x = self.up[depth](torch.cat([interpolate(x, scale_factor=2, mode="nearest"), features[depth]], 1))
        return self.head(x)
