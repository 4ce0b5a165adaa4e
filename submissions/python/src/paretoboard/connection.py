"""The submission's end of the wire."""

from __future__ import annotations

import os
from typing import Any, Dict, Mapping, Optional, Tuple

import numpy as np

from .frames import FrameReader, FrameWriter
from .shared_memory import map_file
from .tensors import Arrays

PROTOCOL = 1
VARIABLES = ("PARETOBOARD_WIRE_IN", "PARETOBOARD_WIRE_OUT", "PARETOBOARD_SHARED_IN", "PARETOBOARD_SHARED_OUT")


class Connection:
    """Opens both pipes, in the order that the harness opens them in too, and the shared memory if it is there."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        wire_in, wire_out, shared_in, shared_out = (environment.get(name) for name in VARIABLES)
        if not wire_in or not wire_out:
            raise SystemExit(
                "PARETOBOARD_WIRE_IN and PARETOBOARD_WIRE_OUT are not set: this program is started by the harness. "
                "Try it with: npx paretoboard check --wire -- <its command>"
            )
        read_file = os.open(wire_in, os.O_RDONLY)
        write_file = os.open(wire_out, os.O_WRONLY)
        inputs, outputs = map_file(shared_in, writable=False), map_file(shared_out, writable=True)
        self.shared_memory = inputs is not None and outputs is not None
        self._reader = FrameReader(read_file, inputs if self.shared_memory else None)
        self._writer = FrameWriter(write_file, outputs if self.shared_memory else None)

    def hello(self, runtime: Optional[Mapping[str, Any]]) -> None:
        """The first frame of every process."""
        self.send({"type": "hello", "protocol": PROTOCOL, "sharedMemory": self.shared_memory, "runtime": runtime})

    def read(self) -> Tuple[Dict[str, Any], Arrays]:
        """Blocks until the harness has sent a frame. Raises HarnessGone at the end of the input."""
        return self._reader.read()

    def send(self, message: Mapping[str, Any], tensors: Optional[Mapping[str, np.ndarray]] = None) -> None:
        """Sends a frame. Raises HarnessGone if nobody reads any more."""
        self._writer.write(message, tensors)
