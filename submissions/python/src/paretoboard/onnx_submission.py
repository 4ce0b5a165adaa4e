"""A network of PyTorch as a submission of kind onnx. Needs torch, onnx and onnxscript, which the wire does not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Mapping, Sequence


def write_onnx_submission(
    folder: Path,
    network: Any,
    batch: Any,
    *,
    source: str,
    steps: Sequence[Mapping[str, Any]] = (),
    example: Path,
    name: str,
    title: str,
) -> None:
    """Writes `folder`, which must not exist: manifest, pipeline and the exported model.

    network: a `torch.nn.Module` in evaluation mode, from one tensor to logits; the batch is its first axis.
    batch: a tensor of two items, which the exporter follows through the network.
    source: the task's input, and the name of the model's; `steps` of the pipeline are applied to it.
    example: a manifest of the same task, for task, track, authors and licence.
    """
    import onnx
    import torch

    path = folder / "model" / "model.onnx"
    path.parent.mkdir(parents=True)
    torch.onnx.export(
        network,
        (batch,),
        path,
        input_names=[source],
        output_names=["logits"],
        dynamic_shapes=({0: torch.export.Dim("batch")},),
        opset_version=18,
        external_data=False,
    )
    # The exporter notes in every node which line of which file it comes from: no part of a model, and private.
    exported = onnx.load(path)
    for part in [*exported.graph.node, *exported.graph.value_info]:
        part.ClearField("metadata_props")
    onnx.save(exported, path)
    pipeline = {
        "schemaVersion": 1,
        "inputs": [{"input": source, "from": source, **({"steps": list(steps)} if steps else {})}],
        "outputs": [{"output": "logits", "from": "logits"}],
    }
    manifest = json.loads(example.read_text())
    manifest = {field: manifest[field] for field in manifest if field not in ("command", "environment")}
    manifest |= {"name": name, "title": title, "kind": "onnx", "division": "pre-trained"}
    manifest |= {"artefact": "model", "model": "model.onnx", "pipeline": "pipeline.json"}
    (folder / "paretoboard.json").write_text(json.dumps(manifest, indent=2))
    (folder / "model" / "pipeline.json").write_text(json.dumps(pipeline, indent=2))
