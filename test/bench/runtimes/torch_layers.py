"""PyTorch's layers with weights in TensorFlow's layout: matrices [in, out], filters [height, width, in, out]."""

import torch
from torch import nn


def parameter(array):
    return nn.Parameter(torch.from_numpy(array).clone().contiguous())


def place(layer, weight, bias):
    layer.weight = parameter(weight)
    if bias is not None:
        layer.bias = parameter(bias)
    return layer


def linear(weights, name):
    matrix, bias = weights[f"{name}/matrix"], weights.get(f"{name}/bias")
    layer = nn.Linear(*matrix.shape, bias=bias is not None)
    return place(layer, matrix.T.copy(), bias)


def conv2d(weights, name, stride=1, padding=0):
    filters, bias = weights[f"{name}/filter"], weights.get(f"{name}/bias")
    height, width, channels_in, channels_out = filters.shape
    layer = nn.Conv2d(channels_in, channels_out, (height, width), stride, padding, bias=bias is not None)
    return place(layer, filters.transpose(3, 2, 0, 1).copy(), bias)


def channels_first(array):
    """[n, ..., channels] → [n, channels, ...], once and for all: no step pays for it."""
    return array.transpose(0, array.ndim - 1, *range(1, array.ndim - 1)).copy()
