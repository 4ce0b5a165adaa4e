"""Frames over blocking file descriptors, as docs/wire.md describes them."""

from __future__ import annotations

import json
import os
import struct
from typing import Any, Dict, List, Mapping, Optional, Tuple

import numpy as np

from .errors import HarnessGone
from .tensors import DTYPES, NAMES, Arrays

PREAMBLE = struct.Struct("<II")
SHARED_FROM_BYTES = 32_768
ALIGNMENT = 8
READ_BYTES = 65_536


def _aligned(offset: int) -> int:
    return (offset + ALIGNMENT - 1) // ALIGNMENT * ALIGNMENT


class FrameReader:
    """Reads as many bytes at a time as there are: a small frame costs one system call."""

    def __init__(self, descriptor: int, shared: Optional[np.ndarray]) -> None:
        self._descriptor = descriptor
        self._shared = shared
        self._pending = b""

    def read(self) -> Tuple[Dict[str, Any], Arrays]:
        """The next message and its tensors. Arrays over shared memory are read-only views, valid until the next frame is sent.

        Raises:
            HarnessGone: at the end of the input.
        """
        header_bytes, body_bytes = PREAMBLE.unpack(self._take(PREAMBLE.size))
        header = json.loads(bytes(self._take(header_bytes)))
        body = np.frombuffer(self._take(body_bytes), np.uint8)
        tensors = {ref["name"]: self._tensor(ref, body) for ref in header.pop("tensors", ())}
        return header, tensors

    def _tensor(self, reference: Mapping[str, Any], body: np.ndarray) -> np.ndarray:
        source = self._shared if reference["where"] == "shared" else body
        if source is None:
            raise ValueError(f"tensor {reference['name']} lies in shared memory, which this process has not opened")
        begin, end = reference["offset"], reference["offset"] + reference["bytes"]
        array = source[begin:end].view(DTYPES[reference["dtype"]]).reshape(reference["shape"])
        return array if array.flags.aligned else array.copy()

    def _take(self, count: int) -> bytearray:
        taken = bytearray(count)
        view = memoryview(taken)
        done = min(count, len(self._pending))
        view[:done] = self._pending[:done]
        self._pending = self._pending[done:]
        while done < count:
            done += self._fill(view[done:])
        return taken

    def _fill(self, target: memoryview) -> int:
        if len(target) >= READ_BYTES:
            got = os.readv(self._descriptor, [target])
            if got == 0:
                raise HarnessGone
            return got
        read = os.read(self._descriptor, READ_BYTES)
        if not read:
            raise HarnessGone
        got = min(len(target), len(read))
        target[:got] = read[:got]
        self._pending = read[got:]
        return got


class FrameWriter:
    """Writes whole frames; large tensors into shared memory, where both sides have it."""

    def __init__(self, descriptor: int, shared: Optional[np.ndarray]) -> None:
        self._descriptor = descriptor
        self._shared = shared

    def write(self, message: Mapping[str, Any], tensors: Optional[Mapping[str, np.ndarray]] = None) -> None:
        """Sends a message with its tensors, which must be contiguous and of a dtype of the wire.

        Raises:
            HarnessGone: if nobody reads any more.
        """
        references: List[Dict[str, Any]] = []
        parts: List[Tuple[int, np.ndarray]] = []
        body_bytes = shared_bytes = 0
        for name, array in (tensors or {}).items():
            reference = {"name": name, "dtype": NAMES[array.dtype], "shape": array.shape, "bytes": array.nbytes}
            data = array.reshape(-1).view(np.uint8)
            at = _aligned(shared_bytes)
            if self._shared is not None and array.nbytes >= SHARED_FROM_BYTES and at + array.nbytes <= self._shared.size:
                self._shared[at : at + array.nbytes] = data
                references.append({**reference, "where": "shared", "offset": at})
                shared_bytes = at + array.nbytes
            else:
                at = _aligned(body_bytes)
                parts.append((at, data))
                references.append({**reference, "where": "frame", "offset": at})
                body_bytes = at + array.nbytes
        header = json.dumps({**message, "tensors": references}, separators=(",", ":"), allow_nan=False).encode()
        body_at = _aligned(PREAMBLE.size + len(header))
        frame = bytearray(body_at + body_bytes)
        PREAMBLE.pack_into(frame, 0, body_at - PREAMBLE.size, body_bytes)
        frame[PREAMBLE.size : body_at] = header.ljust(body_at - PREAMBLE.size)
        target = np.frombuffer(frame, np.uint8)
        for at, data in parts:
            target[body_at + at : body_at + at + data.size] = data
        self._write_fully(memoryview(frame))

    def _write_fully(self, frame: memoryview) -> None:
        try:
            while frame:
                frame = frame[os.write(self._descriptor, frame) :]
        except BrokenPipeError as gone:
            raise HarnessGone from gone
