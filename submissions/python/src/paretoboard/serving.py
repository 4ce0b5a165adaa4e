"""The loop of a process: hello, then answers until bye."""

from __future__ import annotations

import sys
import traceback
from dataclasses import asdict
from typing import Any, Callable, Dict, Mapping, Optional

from .answers import Answer, answers_of, check_interaction
from .connection import Connection
from .contexts import LoadContext, TrainContext
from .errors import HarnessGone, NotServed, describe
from .runtimes import imported_runtime
from .submissions import Submission, TrainingSummary
from .tensors import Arrays


class _Process:
    def __init__(self, submission: Submission, connection: Connection) -> None:
        self._submission = submission
        self._connection = connection
        self._answers: Optional[Dict[str, Answer]] = None

    def answer(self, message: Mapping[str, Any], tensors: Arrays) -> None:
        kind = message["type"]
        if kind == "train.begin":
            self._train(message, tensors)
        elif kind == "load":
            self._load(message, tensors)
        else:
            self._query(message, tensors)

    def _train(self, message: Mapping[str, Any], tensors: Arrays) -> None:
        check_interaction(self._submission, message["interaction"])
        constants = {name: array.copy() for name, array in tensors.items()}
        summary = self._submission.train(TrainContext(message, constants, self._connection)) or TrainingSummary()
        declared: Dict[str, Any] = {"steps": summary.steps, "epochs": summary.epochs}
        if summary.privacy is not None:
            declared["privacy"] = asdict(summary.privacy)
        self._connection.send({"type": "train.done", "declared": declared, "parameters": summary.parameters})

    def _load(self, message: Mapping[str, Any], tensors: Arrays) -> None:
        check_interaction(self._submission, message["interaction"])
        context = LoadContext(message, {name: array.copy() for name, array in tensors.items()})
        self._submission.load(context)
        self._answers = answers_of(self._submission, context, self._connection)
        self._connection.send({"type": "loaded", "parameters": self._submission.parameters})

    def _query(self, message: Mapping[str, Any], tensors: Arrays) -> None:
        if self._answers is None:
            raise NotServed(f"{message['type']} before load")
        answer = self._answers.get(message["type"])
        if answer is None:
            raise NotServed(f"{message['type']} is not served by interaction {self._submission.interaction}")
        self._connection.send({"type": "outputs", "id": message["id"]}, answer(message, tensors))


def _report(connection: Connection, error: Exception, answered: Optional[int]) -> None:
    # Into the log as well, where nothing is cut off.
    traceback.print_exception(type(error), error, error.__traceback__)
    connection.send({"type": "error", "id": answered, **describe(error)})


def _loop(submission: Submission, connection: Connection) -> None:
    process = _Process(submission, connection)
    while True:
        message, tensors = connection.read()
        if message["type"] == "bye":
            return
        try:
            process.answer(message, tensors)
        except HarnessGone:
            raise
        except Exception as error:  # noqa: BLE001: whatever a submission raises is reported
            _report(connection, error, message.get("id"))


def serve_with(make: Callable[[], Submission]) -> None:
    """Serves what ``make`` returns; if that raises, the harness is told why instead of being left with a dead process."""
    # What a submission prints is of use only if it is there when the process is ended.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(line_buffering=True)
    connection = Connection()
    try:
        try:
            submission = make()
            runtime = submission.runtime or imported_runtime()
        except Exception as error:  # noqa: BLE001
            _report(connection, error, None)
            raise SystemExit(1) from error
        connection.hello(runtime.as_message())
        _loop(submission, connection)
    except HarnessGone:
        # The harness ends a run by closing its pipes, too.
        return


def serve(submission: Submission) -> None:
    """Answers the harness until it says bye. Call it at the end of a program, or use ``python -m paretoboard serve main.py``."""
    serve_with(lambda: submission)
