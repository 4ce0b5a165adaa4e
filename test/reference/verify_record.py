"""Verifies a record without a line of this house's code, from docs/record-format.md alone. Standard library; the signature needs `cryptography`.

    python3 verify_record.py <folder of a record>

Prints one JSON document {ok, checks}; ends with 0 if every check holds, else with 1.
"""

import hashlib
import json
import struct
import sys
import zlib
from pathlib import Path
from statistics import median

TYPES = {"uint8": ("B", 1), "uint16": ("<H", 2), "uint32": ("<I", 4), "int32": ("<i", 4), "float64": ("<d", 8)}


class Number(str):
    """A number as it is written: canonical JSON then needs no rule for printing it again."""


def canonical(value):
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def read_columns(path, kind):
    data = path.read_bytes()
    assert data[:8] == b"PBCOLS01", "mark"
    at = 12 + struct.unpack_from("<I", data, 8)[0]
    assert json.loads(data[12:at])["kind"] == kind, "kind"
    rows = []
    while data[at : at + 4] == b"ROWS":
        header_bytes, data_bytes = struct.unpack_from("<II", data, at + 4)
        body, end = at + 12, at + 12 + header_bytes + data_bytes
        assert zlib.crc32(data[body:end]) == struct.unpack_from("<I", data, end)[0], f"checksum of the block at {at}"
        rows += read_block(json.loads(data[body : body + header_bytes]), data[body + header_bytes : end])
        at = end + 4
    assert data[at:] == b"DONE" + struct.pack("<I", len(rows)), "the file does not end as it should"
    return rows


def read_block(header, data):
    rows = [{} for _ in range(header["rows"])]
    at = 0
    for column in header["columns"]:
        if "constant" in column:
            for row in rows:
                row[column["name"]] = column["constant"]
            continue
        mask = bytes(len(rows))
        if column.get("missing"):
            mask, at = data[at : at + len(rows)], at + len(rows)
        code, width = TYPES[column["type"]]
        for index, row in enumerate(rows):
            value = struct.unpack_from(code, data, at + index * width)[0]
            if not mask[index]:
                row[column["name"]] = column["values"][value] if "values" in column else value
        at += len(rows) * width
    return rows


def close(a, b):
    return abs(a - b) <= 1e-9 * max(1, abs(a), abs(b))


def check_digest(record, raw):
    unsigned = {key: value for key, value in raw.items() if key not in ("digest", "signature")}
    found = hashlib.sha256(canonical(unsigned).encode()).hexdigest()
    assert found == record["digest"], f"the content has digest {found}"
    return found


def check_signature(record, folder):
    try:
        from cryptography.hazmat.primitives import serialization
    except ImportError:
        return "NOT CHECKED: Ed25519 needs the package cryptography"
    import base64

    key = serialization.load_pem_public_key((folder / "public-key.pem").read_bytes())
    der = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    assert hashlib.sha256(der).hexdigest() == record["signature"]["keyId"], "another key lies beside the record"
    key.verify(base64.b64decode(record["signature"]["value"]), bytes.fromhex(record["digest"]))
    return "Ed25519"


def check_files(record, folder):
    files = [file for file in record["files"].values() if file]
    for file in files:
        data = (folder / file["path"]).read_bytes()
        assert len(data) == file["bytes"] and hashlib.sha256(data).hexdigest() == file["sha256"], file["path"]
    return f"{len(files)} files"


def check_latency(record, folder):
    result = record["latency"].get("single-stream")
    if not result:
        return "no single-stream latency"
    starts = {}
    for row in read_columns(folder / record["files"]["latencies"]["path"], "latencies"):
        if row["scenario"] == "single-stream" and row["model"] == "submission":
            starts.setdefault(row["start"], []).append(row["latencyMs"])
    medians = [median(starts[start]) for start in sorted(starts)]
    assert result["n"] == sum(map(len, starts.values())), "n"
    assert all(map(close, medians, result["perStartP50Ms"])) and close(median(medians), result["p50Ms"]), "p50"
    return f"n and p50 of {len(medians)} starts; percentiles of the tail and intervals: docs/methodology.md"


def check_metrics(record, folder):
    if not record["files"]["items"]:
        return "no per-item outcomes"
    seeds = {}
    for row in read_columns(folder / record["files"]["items"]["path"], "items"):
        seeds.setdefault(row["seed"], []).append(row)
    named = []
    for metric in record["metrics"]:
        rule = metric["fromItems"]
        if metric["value"] is None or not rule:
            named.append(metric["id"])
            continue
        found = [value_of(rule, rows) * (100 if metric["unit"] == "%" else 1) for rows in seeds.values()]
        assert len(found) == len(metric["perSeed"]) and all(map(close, found, metric["perSeed"])), metric["id"]
        assert close(sum(found) / len(found), metric["value"]), metric["id"]
    return f"{len(seeds)} seeds" + (f"; not recomputable: {', '.join(named)}" if named else "")


def value_of(rule, rows):
    groups = {}
    for row in rows:
        key = row["item"] if rule["aggregate"] == "mean" else row.get("group", row["item"])
        groups.setdefault(key, []).append(row["outcome." + rule["outcome"]])
    means = [sum(values) / len(values) for values in groups.values()]
    return sum(means) / len(means)


def check_seed(record):
    seeds = record["seeds"]
    if seeds["secret"] is not None:
        assert hashlib.sha256(seeds["secret"].encode()).hexdigest() == seeds["secretCommitment"], "commitment"
    text = seeds["secret"] if seeds["secret"] is not None else str(seeds["public"])
    for index, trained in enumerate(record["training"]):
        digest = hashlib.sha256(f"{text}:train-{index}".encode()).digest()
        assert trained["seed"] == struct.unpack_from("<I", digest)[0] >> 1, f"training {index + 1}"
    return "commitment and training seeds"


def check_verdict(record):
    failed = [item["id"] for item in record["checks"] + record["budgets"] if not item["ok"]]
    assert (record["verdict"] == "VALID") == (not record["reasons"]) and len(record["reasons"]) >= len(failed), failed
    return record["verdict"]


def main(folder):
    text = (folder / "record.json").read_text(encoding="utf-8")
    record = json.loads(text)
    raw = json.loads(text, parse_float=Number, parse_int=Number)
    checks = {
        "digest": lambda: check_digest(record, raw),
        "signature": lambda: check_signature(record, folder),
        "files": lambda: check_files(record, folder),
        "latency": lambda: check_latency(record, folder),
        "metrics": lambda: check_metrics(record, folder),
        "seed": lambda: check_seed(record),
        "verdict": lambda: check_verdict(record),
    }
    found = []
    for name, body in checks.items():
        try:
            found.append({"id": name, "ok": True, "message": body()})
        except Exception as error:  # Whatever goes wrong is a failed check.
            found.append({"id": name, "ok": False, "message": f"{type(error).__name__} {error}"})
    ok = all(check["ok"] for check in found)
    print(json.dumps({"ok": ok, "checks": found}, indent=2))
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
