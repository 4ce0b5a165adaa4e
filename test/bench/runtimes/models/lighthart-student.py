from torch import nn

from torch_lighthart import PATCHES, Encoder, Head, Tokens, targets


def inputs(batch):
    return [batch["inertial"]]


class Model(nn.Module):
    """Inertial transformer: 8 patches of 8 steps with all channels, two encoders."""

    def __init__(self, weights):
        super().__init__()
        self.tokens = Tokens(weights, "inertial")
        self.encoders = nn.Sequential(Encoder(weights, "encoder1"), Encoder(weights, "encoder2"))
        self.head = Head(weights)

    def forward(self, inertial):
        return self.head(self.encoders(self.tokens(inertial.reshape(len(inertial), PATCHES, -1))))

    def loss(self, inputs, targets):
        return nn.functional.cross_entropy(self(*inputs), targets[0])
