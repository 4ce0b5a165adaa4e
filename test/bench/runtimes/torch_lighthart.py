"""Parts of LightHART's networks: pre-norm encoders of width 32 with four heads, tokens with a class token in front."""

import torch
from torch import nn
from torch.nn.functional import scaled_dot_product_attention

from torch_layers import linear, parameter, place

WIDTH, HEADS, PATCHES = 32, 4, 8


def layer_norm(weights, name):
    gain = weights[f"{name}/gain"]
    return place(nn.LayerNorm(len(gain), eps=1e-6), gain, weights[f"{name}/offset"])


class Encoder(nn.Module):
    def __init__(self, weights, name):
        super().__init__()
        self.norm1, self.norm2 = (layer_norm(weights, f"{name}/norm{index}") for index in (1, 2))
        self.qkv, self.out = linear(weights, f"{name}/qkv"), linear(weights, f"{name}/out")
        self.mlp1, self.mlp2 = linear(weights, f"{name}/mlp1"), linear(weights, f"{name}/mlp2")

    def forward(self, x):
        items, tokens, width = x.shape
        by_heads = self.qkv(self.norm1(x)).view(items, tokens, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        mixed = scaled_dot_product_attention(*by_heads.unbind(0))
        x = x + self.out(mixed.transpose(1, 2).reshape(items, tokens, width))
        return x + self.mlp2(torch.relu(self.mlp1(self.norm2(x))))


class Tokens(nn.Module):
    def __init__(self, weights, name):
        super().__init__()
        self.embed = linear(weights, f"{name}/embed")
        self.first, self.position = parameter(weights[f"{name}/class"]), parameter(weights[f"{name}/position"])

    def forward(self, patches):
        """[items, patches, length] → [items, patches + 1, width]."""
        first = self.first.expand(len(patches), 1, WIDTH)
        return torch.cat([first, self.embed(patches)], 1) + self.position


class Head(nn.Module):
    def __init__(self, weights):
        super().__init__()
        self.norm, self.dense = layer_norm(weights, "norm"), linear(weights, "head")

    def forward(self, x):
        return self.dense(self.norm(x[:, 0]))


def targets(batch):
    return [batch["label"].astype("int64")]
