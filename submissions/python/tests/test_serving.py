import tempfile
import types
import unittest
from pathlib import Path
from typing import Any, List, Mapping, Optional, Tuple

import numpy as np

from paretoboard import LoadContext, Predictor, TrainContext, TrainingSummary
from paretoboard.__main__ import find_submission
from paretoboard.artefact import Artefact
from paretoboard.errors import HarnessGone, ModuleFailure, describe
from paretoboard.serving import _loop

X = {"name": "x", "dtype": "float32", "shape": [2], "unknown": True}
LABEL = {"name": "label", "dtype": "int32", "shape": []}
Y = {"name": "y", "dtype": "float32", "shape": [2]}
COMMON = {"task": "t", "track": "u", "interaction": "predict", "inputs": [X], "outputs": [Y], "threads": 1}


class Scripted:
    """Gives the loop these frames, and keeps what it sends."""

    def __init__(self, frames: List[Tuple[Mapping[str, Any], Mapping[str, np.ndarray]]]) -> None:
        self.frames = frames
        self.sent: List[Tuple[Mapping[str, Any], Mapping[str, np.ndarray]]] = []

    def read(self) -> Any:
        if not self.frames:
            raise HarnessGone
        return self.frames.pop(0)

    def send(self, message: Mapping[str, Any], tensors: Optional[Mapping[str, np.ndarray]] = None) -> None:
        self.sent.append((message, tensors or {}))


class Mean(Predictor):
    def train(self, context: TrainContext) -> TrainingSummary:
        rows = context.all("train")
        context.artefact.save_arrays("deep/mean.npz", mean=rows.inputs["x"].mean(axis=0))
        context.progress(epoch=1, epochs=1, loss=0.5, broken=float("nan"))
        return TrainingSummary(steps=1, epochs=1, parameters=2)

    def load(self, context: LoadContext) -> None:
        self.mean = context.artefact.read_arrays("deep/mean.npz")["mean"]

    def predict(self, inputs: Any) -> np.ndarray:
        return inputs["x"] - self.mean


def rows(number: int, values: List[List[float]]) -> Any:
    x = np.array(values, np.float32).reshape(-1, 2)
    message = {"type": "rows", "id": number, "items": len(values), "rowsLeft": 7}
    return message, {"input:x": x, "target:label": np.zeros(len(values), np.int32)} if values else {}


class Loop(unittest.TestCase):
    def test_trains_loads_and_predicts(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            begin = {
                **COMMON,
                "type": "train.begin",
                "seed": 1,
                "targets": [LABEL],
                "splits": {"train": 3, "validation": 0},
                "budgets": {"wallSeconds": 9, "cpuSeconds": 9, "rows": 10},
                "artefactFolder": folder,
            }
            connection = Scripted([(begin, {}), rows(1, [[1, 2], [3, 4]]), rows(2, [[5, 6]]), rows(3, [])])
            with self.assertRaises(HarnessGone):
                _loop(Mean(), connection)  # type: ignore[arg-type]
            progress, done = connection.sent[-2][0], connection.sent[-1][0]
            self.assertEqual(progress, {"type": "progress", "epoch": 1, "epochs": 1, "values": {"loss": 0.5}})
            self.assertEqual(done, {"type": "train.done", "declared": {"steps": 1, "epochs": 1}, "parameters": 2})

            load = ({**COMMON, "type": "load", "artefactFolder": folder}, {})
            query = ({"type": "predict", "id": 5, "items": 1}, {"x": np.array([[4, 4]], np.float32)})
            connection = Scripted([load, query, ({"type": "bye"}, {})])
            _loop(Mean(), connection)  # type: ignore[arg-type]
            self.assertEqual(connection.sent[1][0], {"type": "outputs", "id": 5})
            np.testing.assert_array_equal(connection.sent[1][1]["y"], [[1, 0]])

    def test_reports_an_exception_with_its_traceback_and_goes_on(self) -> None:
        query = ({"type": "predict", "id": 5, "items": 1}, {})
        with tempfile.TemporaryDirectory() as folder:
            connection = Scripted([query, ({**COMMON, "type": "load", "artefactFolder": folder}, {}), ({"type": "bye"}, {})])
            _loop(Mean(), connection)  # type: ignore[arg-type]
        before_load, no_file = (message for message, _ in connection.sent)
        self.assertEqual((before_load["id"], before_load["code"]), (5, "not-served"))
        self.assertEqual((no_file["id"], no_file["code"]), (None, "exception"))
        self.assertIn("test_serving.py", no_file["message"])
        self.assertIn("FileNotFoundError", no_file["message"])


class Module(unittest.TestCase):
    def test_is_asked_for_one_submission(self) -> None:
        module = types.ModuleType("mine")
        with self.assertRaisesRegex(ModuleFailure, "0 submission classes"):
            find_submission(module)
        module.submission = Mean()  # type: ignore[attr-defined]
        self.assertIs(find_submission(module), module.submission)

    def test_failure_keeps_the_end_of_a_long_text(self) -> None:
        described = describe(ModuleFailure("x" * 30_000 + "end"))
        self.assertEqual((described["code"], len(described["message"])), ("module-error", 20_000))
        self.assertTrue(described["message"].rstrip().endswith("end"))


class ArtefactFiles(unittest.TestCase):
    def test_stay_in_their_folder(self) -> None:
        artefact = Artefact("/somewhere")
        self.assertEqual(artefact.path("a/b"), Path("/somewhere/a/b"))
        for name in ("/etc/passwd", "../x", "a/../../x", ""):
            with self.assertRaises(ValueError):
                artefact.path(name)


if __name__ == "__main__":
    unittest.main()
