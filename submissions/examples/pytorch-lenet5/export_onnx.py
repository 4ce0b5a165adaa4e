"""The trained network as a submission of kind onnx, its pre-processing within the model: python export_onnx.py <artefact> <folder>"""

import json
import sys
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from network import EnhancedLeNet5

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
    model = WithPreprocessing(network).eval()
    (folder / "model").mkdir(parents=True)
    path = folder / "model" / "model.onnx"
    batch = torch.randint(0, 256, (2, SIDE, SIDE, 3), dtype=torch.uint8)
    torch.onnx.export(
        model,
        (batch,),
        path,
        input_names=["image"],
        output_names=["logits"],
        dynamic_shapes=({0: torch.export.Dim("batch")},),
        opset_version=18,
        external_data=False,
    )
    exported = onnx.load(path)
    for part in [*exported.graph.node, *exported.graph.value_info]:
        part.ClearField("metadata_props")
    onnx.save(exported, path)
    pipeline = {
        "schemaVersion": 1,
        "inputs": [{"input": "image", "from": "image"}],
        "outputs": [{"output": "logits", "from": "logits"}],
    }
    manifest = json.loads(Path(__file__).with_name("paretoboard.json").read_text())
    manifest = {name: manifest[name] for name in manifest if name not in ("command", "environment")}
    manifest |= {"name": "onnx-enhanced-lenet5", "title": "Enhanced LeNet-5 from PyTorch, as ONNX", "kind": "onnx"}
    manifest |= {"division": "pre-trained", "artefact": "model", "model": "model.onnx", "pipeline": "pipeline.json"}
    (folder / "paretoboard.json").write_text(json.dumps(manifest, indent=2))
    (folder / "model" / "pipeline.json").write_text(json.dumps(pipeline, indent=2))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
