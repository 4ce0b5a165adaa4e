"""``python -m paretoboard serve main.py``: imports the module and serves the submission in it."""

from __future__ import annotations

import argparse
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from .errors import ModuleFailure
from .serving import serve_with
from .submissions import Submission


def _import(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise ModuleFailure(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    # As Python does it for a program, so that modules beside it are found, and pickles find their classes.
    sys.path.insert(0, str(path.parent.resolve()))
    sys.modules[path.stem] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise ModuleFailure(f"{path.name} cannot be imported") from error
    return module


def find_submission(module: ModuleType) -> Submission:
    """Its variable ``submission``, else an instance of the one class of it that derives from a base class.

    Raises:
        ModuleFailure: if there is neither.
    """
    named = getattr(module, "submission", None)
    if isinstance(named, Submission):
        return named
    classes = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Submission) and value.__module__ == module.__name__
    ]
    if len(classes) != 1:
        raise ModuleFailure(
            f"{module.__name__} holds {len(classes)} submission classes; expected one class that derives from "
            "paretoboard.Predictor or another base class, or a variable named submission"
        )
    return classes[0]()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m paretoboard", description=__doc__)
    serve_command = parser.add_subparsers(dest="command", required=True).add_parser("serve", help="serve a module")
    serve_command.add_argument("file", type=Path, help="Python file with a submission class")
    file: Path = parser.parse_args().file
    serve_with(lambda: find_submission(_import(file)))


if __name__ == "__main__":
    main()
