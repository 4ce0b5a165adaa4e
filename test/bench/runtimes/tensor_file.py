"""Named tensors in one file, as `packTensors` of the SDK writes them: u32 length of a JSON header, header, bytes."""

import json
import struct

import numpy as np


def read_tensors(path):
    with open(path, "rb") as file:
        data = file.read()
    (length,) = struct.unpack_from("<I", data)
    start = 4 + length
    return {
        entry["name"]: np.frombuffer(
            data, entry["dtype"], entry["bytes"] // np.dtype(entry["dtype"]).itemsize, start + entry["offset"]
        ).reshape(entry["shape"]).copy()
        for entry in json.loads(data[4:start])
    }


def write_tensors(path, tensors):
    header, offset = [], 0
    for name, array in tensors.items():
        header.append({"name": name, "dtype": str(array.dtype), "shape": list(array.shape), "offset": offset, "bytes": array.nbytes})
        offset += array.nbytes
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<I", len(text)) + text)
        for array in tensors.values():
            file.write(np.ascontiguousarray(array).tobytes())
