import numpy as np
import onnx
import torch
from torch import nn

torch.manual_seed(1)


def rows(split):
    pictures = torch.from_numpy(np.load(f"rows/{split}/inputs/image.npy"))  # uint8 [n, 32, 32, 3]
    labels = torch.from_numpy(np.load(f"rows/{split}/targets/label.npy")).long()
    # The pipeline repeats these two steps: 0 to 1, then channels first.
    return pictures.float().div(255).permute(0, 3, 1, 2).contiguous(), labels


pictures, labels = rows("train")
network = nn.Sequential(
    nn.Conv2d(3, 6, 5), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(400, 84), nn.ReLU(), nn.Linear(84, 43),
)  # fmt: skip
optimiser = torch.optim.Adam(network.parameters(), lr=2e-3)
for epoch in range(30):
    for batch in torch.randperm(len(pictures)).split(32):
        optimiser.zero_grad()
        nn.functional.cross_entropy(network(pictures[batch]), labels[batch]).backward()
        optimiser.step()

network.eval()
held, held_labels = rows("validation")
with torch.inference_mode():
    print("validation accuracy", (network(held).argmax(1) == held_labels).float().mean().item())

torch.onnx.export(
    network,
    (held[:2],),
    "model/model.onnx",
    input_names=["picture"],
    output_names=["logits"],
    dynamic_shapes=({0: torch.export.Dim("batch")},),
    opset_version=18,
    external_data=False,
)

# The exporter notes in every node which line of which file it comes from: no part of a model, and private.
model = onnx.load("model/model.onnx")
for part in [*model.graph.node, *model.graph.value_info]:
    part.ClearField("metadata_props")
onnx.save(model, "model/model.onnx")
