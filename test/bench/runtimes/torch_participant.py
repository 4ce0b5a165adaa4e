"""python torch_participant.py <model> <folder of the fixture> <cpu|cuda> <threads>: a model in PyTorch, served as `participant.mjs` does."""

import importlib.util
import json
import os
import sys
import time
from pathlib import Path

import torch

from tensor_file import read_tensors, write_tensors

WARM_CALLS = 2
BATCHES = 4


def load_model(name):
    path = Path(__file__).parent / "models" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name.replace("-", "_"), path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def times(call, request):
    for _ in range(WARM_CALLS):
        call()
    milliseconds, used, started_at = [], time.process_time(), time.perf_counter()
    while len(milliseconds) < request["atLeast"] or (time.perf_counter() - started_at) * 1000 < request["forMs"]:
        before = time.perf_counter()
        call()
        milliseconds.append((time.perf_counter() - before) * 1000)
    return {"ms": milliseconds, "cpuMs": (time.process_time() - used) * 1000 / len(milliseconds)}


class Participant:
    """Data are laid out as PyTorch wants them beforehand; a step begins with arrays on the host and ends with the loss there, as the others' do."""

    def __init__(self, name, folder, device, learning_rate):
        self.folder, self.device, self.module = folder, device, load_model(name)
        self.model = self.module.Model(read_tensors(folder / "weights.bin")).to(device)
        self.optimiser = torch.optim.Adam(self.model.parameters(), lr=learning_rate, eps=1e-7)
        data = read_tensors(folder / "data.bin")
        group = lambda prefix: {key.split("/", 1)[1]: value for key, value in data.items() if key.startswith(f"{prefix}/")}
        self.batches = [(self.module.inputs(group(at)), self.module.targets(group(at))) for at in range(BATCHES)]
        self.one = self.module.inputs(group("one"))
        self.steps = 0

    def tensors(self, arrays):
        return [torch.from_numpy(array).to(self.device) for array in arrays]

    def step(self):
        inputs, targets = self.batches[self.steps % BATCHES]
        self.steps += 1
        self.optimiser.zero_grad()
        loss = self.model.loss(self.tensors(inputs), self.tensors(targets))
        loss.backward()
        self.optimiser.step()
        return loss.item()

    def answer(self):
        with torch.inference_mode():
            return self.model(*self.tensors(self.one)).cpu().numpy()

    def handle(self, request):
        self.model.train(request["do"] in ("train", "curve"))
        match request["do"]:
            case "answer":
                return {"values": self.answer().ravel().tolist()}
            case "infer":
                return times(self.answer, request)
            case "train":
                return times(self.step, request)
            case "curve":
                return {"losses": [self.step() for _ in range(request["steps"])]}
            case "export":
                return self.export()

    def export(self):
        names = [f"x{index}" for index in range(len(self.one))]
        torch.onnx.export(
            self.model, tuple(self.tensors(self.one)), self.folder / "model.onnx", input_names=names, dynamo=True, verbose=False
        )
        # The format has no int64: whoever reads it knows that indices of PyTorch are.
        narrow = lambda array: array.astype("int32") if array.dtype == "int64" else array
        write_tensors(self.folder / "onnx-inputs.bin", {name: narrow(array) for name, array in zip(names, self.one)})
        return {}


def main():
    _, name, folder, device, threads, learning_rate = sys.argv
    # Standard output is for answers: whatever else is printed goes to standard error.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    torch.set_num_threads(int(threads))
    say = lambda value: print(json.dumps(value), file=answers, flush=True)
    if device == "cuda" and not torch.cuda.is_available():
        raise SystemExit("PyTorch finds no CUDA device")
    participant = Participant(name, Path(folder), device, float(learning_rate))
    shown = torch.cuda.get_device_name() if device == "cuda" else "cpu"
    say({"version": torch.__version__, "device": shown, "gpu": shown if device == "cuda" else None, "threads": torch.get_num_threads()})
    for line in sys.stdin:
        say(participant.handle(json.loads(line)))


main()
