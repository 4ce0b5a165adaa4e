import os
import threading
import unittest
from typing import Optional, Tuple

import numpy as np

from paretoboard.errors import HarnessGone
from paretoboard.frames import FrameReader, FrameWriter

ARRAYS = {
    "a": np.arange(5, dtype=np.uint8),
    "b": np.array(2.5, np.float64),
    "c": np.zeros((0, 3), np.float32),
    "d": np.array([[True, False]]),
    "e": np.arange(20_000, dtype=np.int32).reshape(2, -1),
}


class Frames(unittest.TestCase):
    def through(self, writer_shared: Optional[np.ndarray], reader_shared: Optional[np.ndarray]) -> None:
        read_end, write_end = os.pipe()
        writer, reader = FrameWriter(write_end, writer_shared), FrameReader(read_end, reader_shared)
        sender = threading.Thread(target=lambda: [writer.write({"type": "t", "id": i, "ä": "ö"}, ARRAYS) for i in (1, 2)])
        sender.start()
        for number in (1, 2):
            message, tensors = reader.read()
            self.assertEqual(message, {"type": "t", "id": number, "ä": "ö"})
            for name, array in ARRAYS.items():
                self.assertEqual((tensors[name].dtype, tensors[name].shape), (array.dtype, array.shape))
                np.testing.assert_array_equal(tensors[name], array)
        sender.join()
        os.close(write_end)
        with self.assertRaises(HarnessGone):
            reader.read()
        os.close(read_end)

    def test_come_out_as_they_went_in(self) -> None:
        self.through(None, None)

    def test_large_tensors_go_through_shared_memory(self) -> None:
        shared = np.zeros(2**18, np.uint8)
        self.through(shared, shared)
        np.testing.assert_array_equal(shared[: ARRAYS["e"].nbytes].view(np.int32), ARRAYS["e"].reshape(-1))

    def test_keep_to_the_frame_what_does_not_fit_shared_memory(self) -> None:
        self.through(np.zeros(100, np.uint8), None)

    def test_a_write_that_nobody_reads_is_no_crash(self) -> None:
        read_end, write_end = os.pipe()
        os.close(read_end)
        with self.assertRaises(HarnessGone):
            FrameWriter(write_end, None).write({"type": "t"})
        os.close(write_end)


if __name__ == "__main__":
    unittest.main()
