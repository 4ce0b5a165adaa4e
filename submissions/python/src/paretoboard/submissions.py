"""One base class per interaction. Derive from the one that your task names, and serve an instance.

``train`` and every later start run in processes of their own: ``load`` finds nothing but the artefact.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Dict, Mapping, Optional, Union

import numpy as np

from .contexts import LoadContext, TrainContext
from .tensors import Arrays

#: Arrays by output name, or the one array of a task with one output.
Outputs = Union[Mapping[str, np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Runtime:
    """What computes, as the row shows it."""

    name: str
    version: str
    device: str = "cpu"
    threads: Optional[int] = None

    def as_message(self) -> Dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Privacy:
    """What a differentially private training adds to its gradients (DP-SGD)."""

    #: Noise multiplier: standard deviation of the noise divided by the clipping norm.
    sigma: float
    #: Probability with which an example takes part in a step.
    q: float
    steps: int
    #: L2 norm that each example's gradient is clipped to.
    clip: float
    delta: float


@dataclass(frozen=True)
class TrainingSummary:
    """What only the method itself can say of its training; None where it is not known."""

    steps: Optional[int] = None
    epochs: Optional[float] = None
    parameters: Optional[int] = None
    privacy: Optional[Privacy] = None


class Submission(ABC):
    """What all interactions share."""

    interaction: ClassVar[str]
    #: Trainable parameters of the loaded model, declared: set it in ``load``.
    parameters: Optional[int] = None
    #: What computes; None: found out from the frameworks that the program has imported.
    runtime: Optional[Runtime] = None

    def train(self, context: TrainContext) -> Optional[TrainingSummary]:
        """Trains and saves at least one file of the artefact. A pre-trained submission has no need of it."""
        raise NotImplementedError("this submission has nothing to train: it belongs to division pre-trained")

    @abstractmethod
    def load(self, context: LoadContext) -> None:
        """Makes ready for queries, from the artefact."""


class Predictor(Submission):
    """Interaction ``predict``: a batch in, an answer for each item out."""

    interaction = "predict"

    @abstractmethod
    def predict(self, inputs: Arrays) -> Outputs:
        """``inputs`` have the batch as first axis and are valid, read-only, during the call; outputs have it too."""


class SequenceModel(Submission):
    """Interaction ``sequence``: a sequence is begun and goes on step by step. Nothing of one may matter in the next."""

    interaction = "sequence"

    @abstractmethod
    def begin(self, inputs: Arrays) -> None:
        """What is known at the start, as a batch of one; it may be kept."""

    @abstractmethod
    def step(self, inputs: Arrays) -> Outputs:
        """The next entry, ``[1, …]``, valid during the call; the answer is ``[1, …]``, without the axis that counts steps."""

    def end(self) -> None:
        """The sequence is over."""


class EpisodeLearner(Submission):
    """Interaction ``episode``: a labelled support set, then a whole query set."""

    interaction = "episode"

    @abstractmethod
    def support(self, inputs: Arrays) -> None:
        """The support set of the next episode, its rows as first axis; it may be kept and replaces the one before."""

    @abstractmethod
    def predict(self, queries: Arrays) -> Outputs:
        """One answer per query; ``queries`` are valid during the call."""


class Recommender(Submission):
    """Interaction ``recommend``: users and what may be recommended to each in, ranked items out."""

    interaction = "recommend"

    @abstractmethod
    def rank(self, users: np.ndarray, candidates: np.ndarray, places: int) -> np.ndarray:
        """Ids of candidates ``[users, places]``, the best first, none twice, −1 for a place that stays empty.

        ``users`` is int32 ``[users]``; ``candidates`` int32 ``[users, n]``, in an order that means nothing, −1 where there is none.
        """


class Generator(Submission):
    """Interaction ``generate``: reconstructions of items, and samples by seeds."""

    interaction = "generate"

    @abstractmethod
    def reconstruct(self, inputs: Arrays) -> np.ndarray:
        """Output ``reconstruction``, one for each item; ``inputs`` are valid during the call."""

    @abstractmethod
    def sample(self, seeds: np.ndarray) -> np.ndarray:
        """Output ``sample``, one for each int32 seed, by which alone it is drawn, whatever seeds stand beside it."""


class Transformer(Submission):
    """Interaction ``transform``: items are changed under conditions."""

    interaction = "transform"

    @abstractmethod
    def transform(self, batch: Arrays, conditions: Arrays) -> Outputs:
        """The changed ``batch``: the same names, dtypes, shapes and order. All arrays are valid during the call."""


class Ask(ABC):
    """The black box as an explanation sees it. ``rows_left``: rows that may still be asked for this explanation."""

    rows_left: int

    @abstractmethod
    def __call__(self, rows: Arrays) -> Arrays:
        """Blocks until all rows, batch first, are answered; the answers may be kept. Too many rows end the run."""


class Explainer(Submission):
    """Interaction ``explain``: the explanation of a black box that the harness owns."""

    interaction = "explain"

    @abstractmethod
    def explain(self, instance: Arrays, ask: Ask) -> Outputs:
        """Explains one instance. ``instance`` and the answer have NO batch axis."""
