"""The messages of each interaction, answered by the methods of its base class."""

from __future__ import annotations

from typing import Any, Callable, Dict, Mapping

import numpy as np

from .connection import Connection
from .contexts import LoadContext
from .errors import HarnessGone, NotServed
from .submissions import (
    Ask,
    EpisodeLearner,
    Explainer,
    Generator,
    Predictor,
    Recommender,
    SequenceModel,
    Submission,
    Transformer,
)
from .tensors import DTYPES, Arrays, TensorSpec, fit, fit_all

Message = Mapping[str, Any]
Answer = Callable[[Message, Arrays], Arrays]


def _kept(tensors: Arrays) -> Arrays:
    return {name: array.copy() for name, array in tensors.items()}


def _predict(model: Predictor, context: LoadContext, _: Connection) -> Dict[str, Answer]:
    return {"predict": lambda m, t: fit_all(context.outputs, model.predict(t), m["items"], "predict")}


def _transform(model: Transformer, context: LoadContext, _: Connection) -> Dict[str, Answer]:
    changed = {spec.name for spec in context.outputs}

    def transform(message: Message, tensors: Arrays) -> Arrays:
        batch = {name: array for name, array in tensors.items() if name in changed}
        conditions = {name: array for name, array in tensors.items() if name not in changed}
        return fit_all(context.outputs, model.transform(batch, conditions), message["items"], "transform")

    return {"transform": transform}


def _recommend(model: Recommender, _context: LoadContext, _: Connection) -> Dict[str, Answer]:
    def rank(message: Message, tensors: Arrays) -> Arrays:
        spec = TensorSpec("items", "int32", (message["places"],))
        return {"items": fit(spec, model.rank(tensors["user"], tensors["candidates"], message["places"]), message["items"])}

    return {"recommend.rank": rank}


def _generate(model: Generator, context: LoadContext, _: Connection) -> Dict[str, Answer]:
    specs = {spec.name: spec for spec in context.outputs}

    def answer(name: str, value: np.ndarray, items: int) -> Arrays:
        if name not in specs:
            raise NotServed(f'the task wants no "{name}"')
        return {name: fit(specs[name], value, items)}

    return {
        "generate.reconstruct": lambda m, t: answer("reconstruction", model.reconstruct(t), m["items"]),
        "generate.sample": lambda m, t: answer("sample", model.sample(t["seed"]), m["items"]),
    }


def _episode(model: EpisodeLearner, context: LoadContext, _: Connection) -> Dict[str, Answer]:
    per_query = [spec.per_entry() for spec in context.outputs]
    has_support = False

    def support(_message: Message, tensors: Arrays) -> Arrays:
        nonlocal has_support
        model.support(_kept(tensors))
        has_support = True
        return {}

    def predict(message: Message, tensors: Arrays) -> Arrays:
        if not has_support:
            raise NotServed("episode.predict before a support set")
        return fit_all(per_query, model.predict(tensors), message["items"], "predict")

    return {"episode.support": support, "episode.predict": predict}


def _sequence(model: SequenceModel, context: LoadContext, _: Connection) -> Dict[str, Answer]:
    per_step = [spec.per_entry() for spec in context.outputs]
    is_open = False

    def turn(kind: str, opens: bool) -> None:
        nonlocal is_open
        if is_open == (kind == "sequence.begin"):
            raise NotServed(f"{kind} {'within' if is_open else 'outside'} a sequence")
        is_open = opens

    def begin(_message: Message, tensors: Arrays) -> Arrays:
        turn("sequence.begin", True)
        model.begin(_kept(tensors))
        return {}

    def step(_message: Message, tensors: Arrays) -> Arrays:
        turn("sequence.step", True)
        return fit_all(per_step, model.step(tensors), 1, "step")

    def end(_message: Message, _tensors: Arrays) -> Arrays:
        turn("sequence.end", False)
        model.end()
        return {}

    return {"sequence.begin": begin, "sequence.step": step, "sequence.end": end}


class _AskOver(Ask):
    def __init__(self, connection: Connection, message: Message) -> None:
        self._connection = connection
        self._id = message["id"]
        self.rows_left = message["rowsLeft"]

    def __call__(self, rows: Arrays) -> Arrays:
        sent = {name: np.ascontiguousarray(array) for name, array in rows.items()}
        foreign = [f"{name} is {array.dtype}" for name, array in sent.items() if array.dtype not in DTYPES.values()]
        if foreign:
            raise TypeError(f"asked rows: {', '.join(foreign)}; expected one of {', '.join(DTYPES)}")
        items = len(next(iter(sent.values())))
        self._connection.send({"type": "ask", "id": self._id, "items": items}, sent)
        message, tensors = self._connection.read()
        if message["type"] == "bye":
            raise HarnessGone
        if message["type"] != "answers" or message["id"] != self._id:
            raise RuntimeError(f"expected answers for explanation {self._id}, found {message['type']}")
        self.rows_left = message["rowsLeft"]
        return _kept(tensors)


def _explain(model: Explainer, context: LoadContext, connection: Connection) -> Dict[str, Answer]:
    def explain(message: Message, tensors: Arrays) -> Arrays:
        # Kept: asking sends frames, after which the harness may write its shared memory again.
        instance = {name: array[0] for name, array in _kept(tensors).items()}
        answer = model.explain(instance, _AskOver(connection, message))
        values = answer if isinstance(answer, Mapping) else {context.outputs[0].name: answer}
        batch = {name: np.asarray(value)[None] for name, value in values.items()}
        return fit_all(context.outputs, batch, 1, "explain")

    return {"explain": explain}


_INTERACTIONS: Mapping[str, Callable[..., Dict[str, Answer]]] = {
    "predict": _predict,
    "sequence": _sequence,
    "episode": _episode,
    "recommend": _recommend,
    "generate": _generate,
    "transform": _transform,
    "explain": _explain,
}


def answers_of(submission: Submission, context: LoadContext, connection: Connection) -> Dict[str, Answer]:
    """What to do with each message of the submission's interaction."""
    return _INTERACTIONS[submission.interaction](submission, context, connection)


def check_interaction(submission: Submission, asked: str) -> None:
    """Raises NotServed, naming both, where the task asks for another interaction."""
    if submission.interaction != asked:
        raise NotServed(f"the submission serves interaction {submission.interaction}, the task asks {asked}")
