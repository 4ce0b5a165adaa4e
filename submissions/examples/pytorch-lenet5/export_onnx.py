"""The trained network as a submission of kind onnx, its pre-processing within the model: python export_onnx.py <artefact> <folder>"""

import sys
from pathlib import Path

import torch
from torch import Tensor, nn

from network import EnhancedLeNet5
from paretoboard.onnx_submission import write_onnx_submission

SIDE = 32


class WithPreprocessing(nn.Module):
    """uint8 [n, 32, 32, 3] to logits: what `preprocess` of pictures.py does, in operations that ONNX has."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, rgb: Tensor) -> Tensor:
        pixels = rgb.double()
        grey = torch.floor(0.3 * pixels[..., 0] + 0.59 * pixels[..., 1] + 0.11 * pixels[..., 2] + 0.5)
        shades = grey.flatten(1).long()
        counts = torch.zeros(shades.shape[0], 256).scatter_add(1, shades, torch.ones_like(shades, dtype=torch.float32))
        levels = torch.floor(255 * counts.cumsum(1) / (SIDE * SIDE) + 0.5).gather(1, shades)
        return self.network(((levels - 128) / 128).reshape(-1, 1, SIDE, SIDE))


def main(artefact: Path, folder: Path) -> None:
    weights = torch.load(artefact / "weights.pt", weights_only=True)
    classes = weights["layers.8.bias"].shape[0]
    network = EnhancedLeNet5(classes)
    network.load_state_dict(weights)
    write_onnx_submission(
        folder,
        WithPreprocessing(network).eval(),
        torch.randint(0, 256, (2, SIDE, SIDE, 3), dtype=torch.uint8),
        source="image",
        example=Path(__file__).with_name("paretoboard.json"),
        name="onnx-enhanced-lenet5",
        title="Enhanced LeNet-5 from PyTorch, as ONNX",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
