import math

import torch
from torch import nn
from torch.nn.functional import batch_norm, binary_cross_entropy_with_logits, conv1d, interpolate, max_pool2d, pad

from torch_layers import channels_first, conv2d, parameter

HEAD_WEIGHTS, BOX_WEIGHT = (4, 1, 0.4), 0.05


def inputs(batch):
    return [channels_first(batch["x"])]


def targets(batch):
    return [
        batch[f"{part}{head}"].astype("int64" if part == "rows" else "float32")
        for head in range(3)
        for part in ("rows", "boxes", "anchors", "objectness", "shares")
    ]


class Block(nn.Module):
    """Convolution, batch normalisation, SiLU. Same padding of TensorFlow: at stride 2 after the picture only."""

    def __init__(self, weights, name, stride=1):
        super().__init__()
        size = weights[f"{name}/filter"].shape[0]
        self.is_padded = stride == 2
        self.convolution = conv2d(weights, name, stride, 0 if self.is_padded else size // 2)
        self.scale, self.shift = parameter(weights[f"{name}/scale"]), parameter(weights[f"{name}/shift"])
        self.register_buffer("mean", torch.zeros_like(self.scale))
        self.register_buffer("variance", torch.ones_like(self.scale))

    def forward(self, x):
        x = self.convolution(pad(x, (0, 1, 0, 1)) if self.is_padded else x)
        moments = (None, None) if self.training else (self.mean, self.variance)
        return nn.functional.silu(batch_norm(x, *moments, self.scale, self.shift, self.training, 0.1, 1e-5))


class Csp(nn.Module):
    def __init__(self, weights, name, has_shortcut):
        super().__init__()
        block = lambda part: Block(weights, f"{name}/{part}")
        self.through, self.past, self.join = block("through"), block("past"), block("join")
        self.narrow, self.wide, self.has_shortcut = block("narrow0"), block("wide0"), has_shortcut

    def forward(self, x):
        inner = self.through(x)
        again = self.wide(self.narrow(inner))
        inner = inner + again if self.has_shortcut else again
        return self.join(torch.cat([inner, self.past(x)], 1))


class Branch(nn.Module):
    """A branch of the neck: cross-stage partial block, then efficient channel attention."""

    def __init__(self, weights, name):
        super().__init__()
        self.csp = Csp(weights, name, False)
        self.kernel = parameter(weights[f"{name}/eca/kernel"].transpose(2, 1, 0).copy())

    def forward(self, x):
        x = self.csp(x)
        gate = conv1d(x.mean((2, 3)).unsqueeze(1), self.kernel, padding=self.kernel.shape[-1] // 2)
        return x * torch.sigmoid(gate).view(*x.shape[:2], 1, 1)


def complete_iou(a, b):
    (ax, ay, aw, ah), (bx, by, bw, bh) = a.unbind(1), b.unbind(1)
    low, high = torch.minimum, torch.maximum
    shared = lambda p, ps, q, qs: torch.relu(low(p + ps / 2, q + qs / 2) - high(p - ps / 2, q - qs / 2))
    spanned = lambda p, ps, q, qs: high(p + ps / 2, q + qs / 2) - low(p - ps / 2, q - qs / 2)
    overlap = shared(ax, aw, bx, bw) * shared(ay, ah, by, bh)
    iou = overlap / (aw * ah + bw * bh - overlap + 1e-7)
    diagonal = spanned(ax, aw, bx, bw) ** 2 + spanned(ay, ah, by, bh) ** 2 + 1e-7
    distance = (ax - bx) ** 2 + (ay - by) ** 2
    v = (torch.atan(bw / (bh + 1e-7)) - torch.atan(aw / (ah + 1e-7))) ** 2 * (4 / math.pi**2)
    with torch.no_grad():
        alpha = v / (v - iou + 1 + 1e-7)
    return iou - distance / diagonal - alpha * v


def decoded(raw, anchors):
    twice = 2 * torch.sigmoid(raw[:, :4])
    return torch.cat([twice[:, :2] - 0.5, twice[:, 2:] ** 2 * anchors], 1)


class Model(nn.Module):
    def __init__(self, weights):
        super().__init__()
        block = lambda name, stride=1: Block(weights, name, stride)
        self.stem = block("stem")
        self.down = nn.ModuleList(block(f"down{index}", 2) for index in range(4))
        self.stage = nn.ModuleList(Csp(weights, f"stage{index}", True) for index in range(4))
        self.pool_in, self.pool_out = block("sppf/in"), block("sppf/out")
        self.lateral0, self.lateral1 = block("lateral0"), block("lateral1")
        self.up0, self.up1 = block("up0", 2), block("up1", 2)
        self.neck = nn.ModuleList(Branch(weights, f"neck{index}") for index in range(4))
        self.heads = nn.ModuleList(conv2d(weights, f"head{index}") for index in range(3))

    def predictions(self, x):
        """Each [n, height, width, 15]."""
        n, c, h, w = x.shape
        sliced = x.view(n, c, h // 2, 2, w // 2, 2).permute(0, 3, 5, 1, 2, 4).reshape(n, 4 * c, h // 2, w // 2)
        stages = [self.stem(sliced)]
        for down, stage in zip(self.down, self.stage):
            stages.append(stage(down(stages[-1])))
        _, _, fine, middle, last = stages
        pooled = [self.pool_in(last)]
        for _ in range(3):
            pooled.append(max_pool2d(pooled[-1], 5, 1, 2))
        twice = lambda y: interpolate(y, scale_factor=2, mode="nearest")
        lateral_coarse = self.lateral1(self.pool_out(torch.cat(pooled, 1)))
        lateral_middle = self.lateral0(self.neck[0](torch.cat([twice(lateral_coarse), middle], 1)))
        out8 = self.neck[1](torch.cat([twice(lateral_middle), fine], 1))
        out16 = self.neck[2](torch.cat([self.up0(out8), lateral_middle], 1))
        out32 = self.neck[3](torch.cat([self.up1(out16), lateral_coarse], 1))
        return [head(out).permute(0, 2, 3, 1) for head, out in zip(self.heads, (out8, out16, out32))]

    def forward(self, x):
        return torch.cat([prediction.flatten() for prediction in self.predictions(x)])

    def loss(self, inputs, targets):
        total = 0
        for head, prediction in enumerate(self.predictions(*inputs)):
            rows, boxes, anchors, objectness, shares = targets[5 * head : 5 * head + 5]
            flat = prediction.reshape(-1, 5)
            total = total + HEAD_WEIGHTS[head] * binary_cross_entropy_with_logits(flat[:, 4], objectness)
            missed = (1 - complete_iou(decoded(flat[rows], anchors), boxes)) * shares
            total = total + BOX_WEIGHT * missed.sum()
        return total
