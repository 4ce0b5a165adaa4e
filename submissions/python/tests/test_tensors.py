import unittest

import numpy as np

from paretoboard.errors import WrongOutput
from paretoboard.tensors import TensorSpec, fit, fit_all

LOGITS = TensorSpec("logits", "float32", (3,))


class Fit(unittest.TestCase):
    def test_narrows_within_a_kind(self) -> None:
        self.assertEqual(fit(LOGITS, np.ones((2, 3)), 2).dtype, np.dtype("float32"))
        ids = TensorSpec("ids", "int32", ())
        self.assertEqual(fit(ids, np.array([1, 2]), 2).tolist(), [1, 2])
        self.assertEqual(fit(TensorSpec("levels", "uint8", ()), np.array([0, 255]), 2).tolist(), [0, 255])

    def test_never_from_one_kind_into_another_nor_beyond_its_range(self) -> None:
        ids = TensorSpec("ids", "int32", ())
        for value in (np.array([1.5]), np.array([2**40])):
            with self.assertRaises(WrongOutput):
                fit(ids, value, 1)
        with self.assertRaises(WrongOutput):
            fit(TensorSpec("levels", "uint8", ()), np.array([-1]), 1)

    def test_says_what_was_expected_and_found(self) -> None:
        with self.assertRaisesRegex(WrongOutput, r"float32 \[2, 4\]; expected float32 \[2, 3\]"):
            fit(LOGITS, np.ones((2, 4), np.float32), 2)

    def test_an_axis_that_varies_takes_any_size(self) -> None:
        boxes = TensorSpec("boxes", "float32", (None, 4))
        self.assertEqual(fit(boxes, np.ones((1, 7, 4)), 1).shape, (1, 7, 4))

    def test_makes_what_is_strided_contiguous(self) -> None:
        self.assertTrue(fit(LOGITS, np.ones((3, 2), np.float32).T, 2).flags.c_contiguous)


class FitAll(unittest.TestCase):
    def test_takes_a_single_array_for_the_only_output(self) -> None:
        self.assertEqual(list(fit_all([LOGITS], np.ones((1, 3)), 1, "predict")), ["logits"])

    def test_names_what_is_missing(self) -> None:
        with self.assertRaisesRegex(WrongOutput, "predict returned no logits; found y"):
            fit_all([LOGITS], {"y": np.ones((1, 3))}, 1, "predict")
        with self.assertRaisesRegex(WrongOutput, "NoneType"):
            fit_all([LOGITS], None, 1, "predict")


if __name__ == "__main__":
    unittest.main()
