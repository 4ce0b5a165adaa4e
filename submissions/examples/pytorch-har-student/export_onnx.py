"""The trained network as a submission of kind onnx: python export_onnx.py <artefact> <folder>"""

import sys
from pathlib import Path

import torch

from network import CHANNELS, STEPS, Student
from paretoboard.onnx_submission import write_onnx_submission


def main(artefact: Path, folder: Path) -> None:
    state = torch.load(artefact / "student.pt", weights_only=True)
    network = Student(state["network"]["head.1.bias"].shape[0])
    network.load_state_dict(state["network"])
    # The encoders' shortcut for inference is one operation that ONNX does not have.
    torch.backends.mha.set_fastpath_enabled(False)
    write_onnx_submission(
        folder,
        network.eval(),
        torch.randn(2, STEPS, CHANNELS),
        source="inertial",
        steps=[{"op": "normalise", "mean": state["mean"].tolist(), "std": state["deviation"].tolist()}],
        example=Path(__file__).with_name("paretoboard.json"),
        name="onnx-har-student",
        title="LightHART's student from PyTorch, as ONNX",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
