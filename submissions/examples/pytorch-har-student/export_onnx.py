"""The trained network as a submission of kind onnx: python export_onnx.py <artefact> <folder>"""

import json
import sys
from pathlib import Path

import onnx
import torch

from network import CHANNELS, STEPS, Student


def main(artefact: Path, folder: Path) -> None:
    state = torch.load(artefact / "student.pt", weights_only=True)
    network = Student(state["network"]["head.1.bias"].shape[0])
    network.load_state_dict(state["network"])
    (folder / "model").mkdir(parents=True)
    path = folder / "model" / "model.onnx"
    # The encoders' shortcut for inference is one operation that ONNX does not have.
    torch.backends.mha.set_fastpath_enabled(False)
    torch.onnx.export(
        network.eval(),
        (torch.randn(2, STEPS, CHANNELS),),
        path,
        input_names=["windows"],
        output_names=["logits"],
        dynamic_shapes=({0: torch.export.Dim("batch")},),
        opset_version=18,
        external_data=False,
    )
    exported = onnx.load(path)
    for part in [*exported.graph.node, *exported.graph.value_info]:
        part.ClearField("metadata_props")
    onnx.save(exported, path)
    normalise = {"op": "normalise", "mean": state["mean"].tolist(), "std": state["deviation"].tolist()}
    pipeline = {
        "schemaVersion": 1,
        "inputs": [{"input": "windows", "from": "inertial", "steps": [normalise]}],
        "outputs": [{"output": "logits", "from": "logits"}],
    }
    manifest = json.loads(Path(__file__).with_name("paretoboard.json").read_text())
    manifest = {name: manifest[name] for name in manifest if name not in ("command", "environment")}
    manifest |= {"name": "onnx-har-student", "title": "LightHART's student from PyTorch, as ONNX", "kind": "onnx"}
    manifest |= {"division": "pre-trained", "artefact": "model", "model": "model.onnx", "pipeline": "pipeline.json"}
    (folder / "paretoboard.json").write_text(json.dumps(manifest, indent=2))
    (folder / "model" / "pipeline.json").write_text(json.dumps(pipeline, indent=2))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
