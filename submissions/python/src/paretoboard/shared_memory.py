"""The two shared memory files of a process, mapped."""

from __future__ import annotations

import mmap
from typing import Optional

import numpy as np


def map_file(path: Optional[str], writable: bool) -> Optional[np.ndarray]:
    """The file's bytes as a uint8 array without a copy; None where there is no such file or it cannot be mapped."""
    if not path:
        return None
    try:
        with open(path, "r+b" if writable else "rb") as file:
            access = mmap.ACCESS_WRITE if writable else mmap.ACCESS_READ
            return np.frombuffer(mmap.mmap(file.fileno(), 0, access=access), np.uint8)
    except (OSError, ValueError):
        return None
