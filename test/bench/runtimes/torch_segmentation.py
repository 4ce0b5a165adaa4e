"""What networks share that answer with a logit for each pixel or voxel."""

import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits

from torch_layers import channels_first


def inputs(batch):
    return [channels_first(batch["x"])]


def targets(batch):
    return [batch["mask"]]


class Segmentation(nn.Module):
    """One less soft Dice, plus binary cross-entropy."""

    def loss(self, inputs, targets):
        (mask,) = targets
        logits = self(*inputs).reshape(mask.shape)
        probability = torch.sigmoid(logits)
        overlap = (probability * mask).sum(1)
        dice = (2 * overlap + 1) / (probability.sum(1) + mask.sum(1) + 1)
        return 1 - dice.mean() + binary_cross_entropy_with_logits(logits, mask)
