"""Tensors of the wire as NumPy arrays: dense, row-major, little-endian."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Mapping, Optional, Sequence, Tuple

import numpy as np

from .errors import WrongOutput

Arrays = Dict[str, np.ndarray]

DTYPES: Mapping[str, np.dtype] = {
    "uint8": np.dtype("<u1"),
    "int32": np.dtype("<i4"),
    "float32": np.dtype("<f4"),
    "float64": np.dtype("<f8"),
    "bool": np.dtype("?"),
}
NAMES: Mapping[np.dtype, str] = {dtype: name for name, dtype in DTYPES.items()}


@dataclass(frozen=True)
class TensorSpec:
    """Name, dtype and shape of ONE item; a batch has one axis more, in front. ``None``: an axis that varies."""

    name: str
    dtype: str
    shape: Tuple[Optional[int], ...]
    description: str = ""

    @staticmethod
    def of(fields: Mapping[str, Any]) -> "TensorSpec":
        """From the JSON of a message; fields that are not known here are passed over."""
        return TensorSpec(fields["name"], fields["dtype"], tuple(fields["shape"]), fields.get("description", ""))

    def per_entry(self) -> "TensorSpec":
        """Without its first axis: one step of a sequence, one query of an episode."""
        return TensorSpec(self.name, self.dtype, self.shape[1:], self.description)


def _in_words(dtype: Any, shape: Sequence[Optional[int]]) -> str:
    return f"{dtype} [{', '.join('?' if size is None else str(size) for size in shape)}]"


def _as_dtype(name: str, array: np.ndarray, wanted: np.dtype) -> np.ndarray:
    """Narrows floats and whole numbers, as frameworks compute in float64 or int64; never the one into the other."""
    if array.dtype == wanted:
        return array
    are_whole = array.dtype.kind in "iub" and wanted.kind in "iu"
    if not are_whole and not np.can_cast(array.dtype, wanted, "same_kind"):
        raise WrongOutput(f'output "{name}" is {array.dtype}; expected {wanted}')
    narrowed = array.astype(wanted)
    if are_whole and not np.array_equal(narrowed, array):
        raise WrongOutput(f'output "{name}" holds whole numbers that do not fit {wanted}')
    return narrowed


def fit(spec: TensorSpec, value: Any, items: int) -> np.ndarray:
    """One output of a call as it travels: contiguous, of the spec's dtype, ``[items, *spec.shape]``.

    Raises:
        WrongOutput: naming the output, what was expected and what was found.
    """
    array = _as_dtype(spec.name, np.asarray(value), DTYPES[spec.dtype])
    expected = (items, *spec.shape)
    fits = len(expected) == array.ndim and all(e is None or e == s for e, s in zip(expected, array.shape))
    if not fits:
        found = _in_words(array.dtype, array.shape)
        raise WrongOutput(f'output "{spec.name}" is {found}; expected {_in_words(spec.dtype, expected)}')
    return np.ascontiguousarray(array)


def fit_all(specs: Sequence[TensorSpec], values: Any, items: int, call: str) -> Arrays:
    """All outputs of a call. A single array is taken for the only output of a task that has one.

    Raises:
        WrongOutput: if an output is missing or does not fit.
    """
    if not isinstance(values, Mapping):
        if len(specs) != 1 or values is None:
            names = ", ".join(spec.name for spec in specs)
            raise WrongOutput(f"{call} returned {type(values).__name__}; expected a dict with {names}")
        values = {specs[0].name: values}
    missing = [spec.name for spec in specs if spec.name not in values]
    if missing:
        raise WrongOutput(f"{call} returned no {', '.join(missing)}; found {', '.join(values) or 'nothing'}")
    return {spec.name: fit(spec, values[spec.name], items) for spec in specs}
