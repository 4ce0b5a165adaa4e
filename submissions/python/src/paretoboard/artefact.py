"""Files of the artefact: what training leaves, and all that a later start has."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import numpy as np

from .tensors import Arrays


class Artefact:
    """A folder of plain files, addressed by relative names."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)

    def path(self, name: str) -> Path:
        """Where a file of that name lies, for frameworks that write or read files themselves. Raises ValueError if it lies outside."""
        relative = PurePosixPath(name)
        if relative.is_absolute() or ".." in relative.parts or not name:
            raise ValueError(f"artefact file {name!r}: expected a relative path without parent steps")
        return self.folder / relative

    def save(self, name: str, content: bytes) -> None:
        """Writes one file, and the folders above it."""
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def read(self, name: str) -> bytes:
        """Reads one file. Raises FileNotFoundError if training left none of that name."""
        return self.path(name).read_bytes()

    def save_arrays(self, name: str, **arrays: np.ndarray) -> None:
        """Writes arrays into one file of NumPy's own format."""
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "wb") as file:
            np.savez(file, **arrays)

    def read_arrays(self, name: str) -> Arrays:
        """What `save_arrays` wrote; nothing in the file is executed."""
        with np.load(self.path(name), allow_pickle=False) as stored:
            return {key: stored[key] for key in stored.files}
