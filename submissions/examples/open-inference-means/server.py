"""A server of the Open Inference Protocol v2 in Python's standard library: how like the mean picture of each class is a picture?

`model/means.json` was trained elsewhere: for each of 43 classes the mean of unit vectors of 64 grey levels, a grid of 8 x 8 cells of 4 x 4 pixels.
"""

import array
import json
import math
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

PORT = int(sys.argv[1])
MODEL = "open-inference-means"
PATH = f"/v2/models/{MODEL}"
MEANS = json.loads((Path(__file__).parent / "model" / "means.json").read_text())
SIDE, CELL = 32, 4
BYTES = SIDE * SIDE * 3
LENGTH = "Inference-Header-Content-Length"

METADATA = {
    "name": MODEL,
    "versions": ["1"],
    "platform": "python",
    "inputs": [{"name": "image", "datatype": "UINT8", "shape": [-1, SIDE, SIDE, 3]}],
    "outputs": [{"name": "logits", "datatype": "FP32", "shape": [-1, len(MEANS)]}],
}


def features(picture: bytes) -> list:
    """Sums of the cells, of mean 0 and length 1."""
    width = CELL * 3
    strips = [sum(picture[at : at + width]) for at in range(0, BYTES, width)]
    across = SIDE // CELL
    cells = [
        sum(strips[(row * CELL + line) * across + column] for line in range(CELL))
        for row in range(across)
        for column in range(across)
    ]
    mean = sum(cells) / len(cells)
    centred = [cell - mean for cell in cells]
    length = math.sqrt(sum(value * value for value in centred)) or 1.0
    return [value / length for value in centred]


def logits(picture: bytes) -> list:
    found = features(picture)
    return [20 * sum(a * b for a, b in zip(mean, found)) for mean in MEANS]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # Keeps the connection.
    disable_nagle_algorithm = True
    wbufsize = -1  # Head and body in one piece.

    def answer(self, status: int, body: bytes, json_bytes: int = 0) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if json_bytes:
            self.send_header(LENGTH, str(json_bytes))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        if self.path in ("/v2/health/live", "/v2/health/ready", f"{PATH}/ready"):
            self.answer(200, b"{}")
        elif self.path == PATH:
            self.answer(200, json.dumps(METADATA).encode())
        else:
            self.answer(404, json.dumps({"error": f"no such path: {self.path}"}).encode())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path != f"{PATH}/infer":
            return self.answer(404, json.dumps({"error": f"no such path: {self.path}"}).encode())
        begin = int(self.headers.get(LENGTH, len(body)))
        request = json.loads(body[:begin])
        image = request["inputs"][0]
        if image["name"] != "image" or len(body) - begin != image["shape"][0] * BYTES:
            return self.answer(400, b'{"error": "expected one input, image, as binary data"}')
        pictures = (body[at : at + BYTES] for at in range(begin, len(body), BYTES))
        data = array.array("f", [value for picture in pictures for value in logits(picture)]).tobytes()
        output = {"name": "logits", "datatype": "FP32", "shape": [image["shape"][0], len(MEANS)]}
        output["parameters"] = {"binary_data_size": len(data)}
        header = json.dumps({"model_name": MODEL, "outputs": [output]}).encode()
        self.answer(200, header + data, len(header))

    def log_message(self, *_: object) -> None:
        """A line for each query would fill the log."""


HTTPServer(("127.0.0.1", PORT), Handler).serve_forever()
