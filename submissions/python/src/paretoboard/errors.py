"""Failures by type: the type decides the ``code`` of the wire's ``error`` message, and with it the reason in the record."""

from __future__ import annotations

import traceback

MOST_CHARACTERS = 20_000


class SubmissionError(Exception):
    """A failure with a code of its own; any other exception is an ``exception``."""

    code = "exception"


class WrongOutput(SubmissionError):
    """What a call returned is no answer to it."""

    code = "wrong-output"


class NotServed(SubmissionError):
    """A call that this submission does not serve."""

    code = "not-served"


class ModuleFailure(SubmissionError):
    """The module cannot be imported, or holds no submission."""

    code = "module-error"


class RuntimeUnavailable(SubmissionError):
    """The runtime that the submission needs cannot be opened on this machine: raise it from ``train`` or ``load``."""

    code = "runtime-unavailable"


class MissingKernel(SubmissionError):
    """The runtime has no kernel for an operation: raise it where a framework's own exception says so."""

    code = "missing-kernel"


class HarnessGone(Exception):
    """The harness closed its end of a pipe: there is nobody left to answer."""


def describe(error: BaseException) -> dict:
    """``code`` and ``message`` of an ``error`` message; of a long traceback its end is kept, where the cause stands."""
    text = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    code = error.code if isinstance(error, SubmissionError) else "exception"
    return {"code": code, "message": text[-MOST_CHARACTERS:]}
