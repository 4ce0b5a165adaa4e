import math

import torch
from torch import nn
from torch.nn.functional import scaled_dot_product_attention, softplus

from torch_layers import linear, parameter, place

HEADS = 2


def inputs(batch):
    return [batch["seen"].astype("int64")]


def targets(batch):
    return [batch["next"].astype("int64"), batch["other"].astype("int64")]


def layer_norm(weights, name):
    gain = weights[f"{name}/gain"]
    return place(nn.LayerNorm(len(gain), eps=1e-6), gain, weights[f"{name}/offset"])


class Block(nn.Module):
    def __init__(self, weights, name):
        super().__init__()
        self.norm1, self.norm2 = (layer_norm(weights, f"{name}/norm{index}") for index in (1, 2))
        self.qkv, self.out = linear(weights, f"{name}/qkv"), linear(weights, f"{name}/out")
        self.widen, self.narrow = linear(weights, f"{name}/widen"), linear(weights, f"{name}/narrow")

    def forward(self, x):
        n, length, width = x.shape
        by_heads = self.qkv(self.norm1(x)).view(n, length, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        mixed = scaled_dot_product_attention(*by_heads.unbind(0), is_causal=True)
        x = x + self.out(mixed.transpose(1, 2).reshape(n, length, width))
        return x + self.narrow(torch.relu(self.widen(self.norm2(x))))


class Model(nn.Module):
    def __init__(self, weights):
        super().__init__()
        embedding = weights["item/embedding"]
        self.items = nn.Embedding(*embedding.shape)
        self.items.weight = parameter(embedding)
        self.position = parameter(weights["position/embedding"])
        self.blocks = nn.Sequential(*(Block(weights, f"block{index}") for index in range(2)))
        self.norm = layer_norm(weights, "norm")

    def states(self, seen):
        return self.norm(self.blocks(self.items(seen) * math.sqrt(self.position.shape[1]) + self.position))

    def forward(self, seen):
        return self.states(seen)[:, -1] @ self.items.weight.T

    def loss(self, inputs, targets):
        after = self.states(*inputs)
        right, wrong = ((after * self.items(ids)).sum(2) for ids in targets)
        return softplus(-right).mean() + softplus(wrong).mean()
