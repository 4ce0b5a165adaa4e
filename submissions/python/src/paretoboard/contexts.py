"""What a method may know while it trains and when it is started from its artefact."""

from __future__ import annotations

import random
import sys
import time
from dataclasses import dataclass
from typing import Any, Dict, Iterator, List, Mapping, Optional, Tuple, Union

import numpy as np

from .artefact import Artefact
from .connection import Connection
from .errors import HarnessGone
from .tensors import Arrays, TensorSpec

#: Rows to ask for where as many as fit a frame are wanted.
ANY_NUMBER = 2**31 - 1

Attributes = Dict[str, Union[str, float]]


@dataclass(frozen=True)
class Rows:
    """Rows side by side: every array has them as its first axis. ``items`` 0: the epoch is over."""

    items: int
    inputs: Arrays
    targets: Arrays
    #: What the task lets a method know of each row (recording, subject …).
    attributes: List[Attributes]


@dataclass(frozen=True)
class Remaining:
    """What is left of the budgets, counted here; the harness counts for itself and enforces its own count."""

    wall_seconds: float
    cpu_seconds: float
    rows: int


def _specs(fields: List[Mapping[str, Any]]) -> Tuple[TensorSpec, ...]:
    return tuple(TensorSpec.of(field) for field in fields)


def seed_everything(seed: int) -> None:
    """Seeds ``random``, NumPy's global generator, and PyTorch and TensorFlow where the program has imported them."""
    random.seed(seed)
    np.random.seed(seed % 2**32)
    torch, tensorflow = sys.modules.get("torch"), sys.modules.get("tensorflow")
    if torch is not None:
        torch.manual_seed(seed)
    if tensorflow is not None:
        tensorflow.random.set_seed(seed)


class LoadContext:
    """A start from the artefact."""

    def __init__(self, message: Mapping[str, Any], constants: Arrays) -> None:
        self.task: str = message["task"]
        self.track: str = message["track"]
        #: Inputs of a query, per item.
        self.inputs = _specs(message["inputs"])
        #: What an answer holds, per item.
        self.outputs = _specs(message["outputs"])
        #: Threads to compute with, such as ``torch.set_num_threads(context.threads)``.
        self.threads: int = message["threads"]
        #: Tensors of the whole task, the same for every row and query; empty for most tasks.
        self.constants = constants
        self.artefact = Artefact(message["artefactFolder"])


class TrainContext:
    """One training: rows of train and validation, budgets, a seed. No test rows."""

    def __init__(self, message: Mapping[str, Any], constants: Arrays, connection: Connection) -> None:
        self.task: str = message["task"]
        self.track: str = message["track"]
        self.seed: int = message["seed"]
        #: Inputs of a row, per item.
        self.inputs = _specs(message["inputs"])
        #: Targets of a row, per item; empty where rows have no labels.
        self.targets = _specs(message["targets"])
        #: What an answer holds, per item.
        self.outputs = _specs(message["outputs"])
        #: Rows in each split: ``{"train": 3000, "validation": 600}``.
        self.splits: Dict[str, int] = dict(message["splits"])
        self.threads: int = message["threads"]
        self.constants = constants
        self.artefact = Artefact(message["artefactFolder"])
        #: NumPy's generator, seeded.
        self.random = np.random.default_rng(self.seed)
        self._connection = connection
        self._budgets = message["budgets"]
        self._rows_left: int = self._budgets["rows"]
        self._begun = time.monotonic()
        self._cpu_begun = time.process_time()
        self._id = 0

    def next(self, split: str = "train", items: int = ANY_NUMBER) -> Rows:
        """The next rows of ``"train"`` or ``"validation"`` in the harness's seeded order, at most ``items``; they may be kept.

        None at the end of an epoch; the call after that begins the next one in a new order. Every row served counts against the budget.
        """
        self._id += 1
        self._connection.send({"type": "next", "id": self._id, "split": split, "items": items})
        message, tensors = self._connection.read()
        if message["type"] == "bye":
            raise HarnessGone
        if message["type"] != "rows" or message["id"] != self._id:
            raise RuntimeError(f"expected rows for request {self._id}, found {message['type']}")
        self._rows_left = message["rowsLeft"]
        return Rows(
            items=message["items"],
            inputs=_with_prefix(tensors, "input:"),
            targets=_with_prefix(tensors, "target:"),
            attributes=message.get("attributes") or [{} for _ in range(message["items"])],
        )

    def batches(self, split: str = "train", items: int = 64) -> Iterator[Rows]:
        """One epoch of a split, batch by batch."""
        while True:
            rows = self.next(split, items)
            if rows.items == 0:
                return
            yield rows

    def all(self, split: str = "train") -> Rows:
        """One epoch of a split as one batch: with the rows in memory, further epochs cost no budget of rows."""
        parts = list(self.batches(split, ANY_NUMBER))
        return Rows(
            items=sum(part.items for part in parts),
            inputs=_concatenated([part.inputs for part in parts], self.inputs),
            targets=_concatenated([part.targets for part in parts], self.targets),
            attributes=[attributes for part in parts for attributes in part.attributes],
        )

    def remaining(self) -> Remaining:
        """What is left of the budgets of this training."""
        return Remaining(
            wall_seconds=max(0.0, self._budgets["wallSeconds"] - (time.monotonic() - self._begun)),
            cpu_seconds=max(0.0, self._budgets["cpuSeconds"] - (time.process_time() - self._cpu_begun)),
            rows=self._rows_left,
        )

    def progress(
        self,
        *,
        step: Optional[int] = None,
        epoch: Optional[float] = None,
        epochs: Optional[float] = None,
        **values: float,
    ) -> None:
        """Reports how far training is, with at most 32 figures such as ``loss``. A figure that is not finite is left out."""
        said = {"step": step, "epoch": epoch, "epochs": epochs}
        finite = {name: float(value) for name, value in values.items() if np.isfinite(value)}
        known = {name: value for name, value in said.items() if value is not None}
        self._connection.send({"type": "progress", **known, "values": finite})


def _with_prefix(tensors: Arrays, prefix: str) -> Arrays:
    """Copies: what lies in shared memory is gone with the next frame."""
    return {name[len(prefix) :]: array.copy() for name, array in tensors.items() if name.startswith(prefix)}


def _concatenated(parts: List[Arrays], specs: Tuple[TensorSpec, ...]) -> Arrays:
    if not parts:
        return {spec.name: np.zeros((0, *(size or 0 for size in spec.shape)), spec.dtype) for spec in specs}
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
