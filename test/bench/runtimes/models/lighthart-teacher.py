import torch
from torch import nn

from torch_layers import conv2d, parameter
from torch_lighthart import PATCHES, Encoder, Head, Tokens, targets


def inputs(batch):
    return [batch["inertial"], batch["skeleton"].transpose(0, 3, 1, 2).copy()]


class Model(nn.Module):
    """STConvT: convolutions over the joints, an encoder for each modality, their sum, one common encoder."""

    def __init__(self, weights):
        super().__init__()
        self.inertial_position = parameter(weights["inertial-input/position"])
        self.skeleton_position = parameter(weights["skeleton-input/position"].transpose(2, 0, 1).copy())
        self.spatial1, self.spatial2 = conv2d(weights, "spatial1"), conv2d(weights, "spatial2")
        self.inertial, self.skeleton = Tokens(weights, "inertial"), Tokens(weights, "skeleton")
        self.inertial_encoder = Encoder(weights, "inertial-encoder1")
        self.skeleton_encoder = Encoder(weights, "skeleton-encoder1")
        self.fused_encoder = Encoder(weights, "fused-encoder2")
        self.head = Head(weights)

    def forward(self, inertial, skeleton):
        items = len(inertial)
        spatial = torch.relu(self.spatial1(skeleton + self.skeleton_position))
        spatial = torch.relu(self.spatial2(spatial)).permute(0, 2, 3, 1).reshape(items, PATCHES, -1)
        patches = (inertial + self.inertial_position).reshape(items, PATCHES, -1)
        fused = self.skeleton_encoder(self.skeleton(spatial)) + self.inertial_encoder(self.inertial(patches))
        return self.head(self.fused_encoder(fused))

    def loss(self, inputs, targets):
        return nn.functional.cross_entropy(self(*inputs), targets[0])
