"""What computes, found out from the frameworks that the program has imported."""

from __future__ import annotations

import platform
import sys
from typing import Optional

import numpy as np

from .submissions import Runtime

#: The first of these that was imported is what the row shows.
_FRAMEWORKS = (("torch", "pytorch"), ("jax", "jax"), ("tensorflow", "tensorflow"), ("sklearn", "scikit-learn"))


def _device(module: str) -> str:
    torch = sys.modules.get("torch")
    if module == "torch" and torch is not None and torch.cuda.is_available():
        return str(torch.cuda.get_device_name(0))
    return "cpu"


def imported_runtime(threads: Optional[int] = None) -> Runtime:
    """PyTorch, JAX, TensorFlow, scikit-learn or NumPy, whichever stands first among those imported."""
    for module, name in _FRAMEWORKS:
        version = getattr(sys.modules.get(module), "__version__", None)
        if version is not None:
            return Runtime(name, str(version), _device(module), threads)
    return Runtime("numpy", f"{np.__version__} (Python {platform.python_version()})", "cpu", threads)
