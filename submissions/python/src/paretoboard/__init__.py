"""Serve a method written in Python to the Paretoboard harness.

Derive from the base class of your task's interaction, put it into ``main.py`` and let the manifest's command be
``["python", "-m", "paretoboard", "serve", "main.py"]``.
"""

from .contexts import LoadContext, Rows, TrainContext, seed_everything
from .errors import MissingKernel, NotServed, RuntimeUnavailable, WrongOutput
from .serving import serve
from .submissions import (
    Ask,
    EpisodeLearner,
    Explainer,
    Generator,
    Predictor,
    Privacy,
    Recommender,
    Runtime,
    SequenceModel,
    Submission,
    TrainingSummary,
    Transformer,
)
from .tensors import TensorSpec

__all__ = [
    "Ask",
    "EpisodeLearner",
    "Explainer",
    "Generator",
    "LoadContext",
    "MissingKernel",
    "NotServed",
    "Predictor",
    "Privacy",
    "Recommender",
    "Rows",
    "Runtime",
    "RuntimeUnavailable",
    "SequenceModel",
    "Submission",
    "TensorSpec",
    "TrainContext",
    "TrainingSummary",
    "Transformer",
    "WrongOutput",
    "seed_everything",
    "serve",
]
