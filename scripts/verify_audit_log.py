"""Says whether an audit log is as Bookrunner wrote it; ends with 0 when nothing speaks against it.

python verify_audit_log.py LOG.jsonl CHECKPOINTS.jsonl... [--key PUBLIC_KEY]
Give every copy of the checkpoints: a log cut off, rolled back or replaced shows only against one
that whoever did it could not reach. Imports nothing of Bookrunner's.
"""

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Held = dict[str, Any]


def is_signed(key: str, signature: str, words: bytes) -> bool:
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), words)
    except (InvalidSignature, ValueError):
        return False
    return True


def points(copies: list[bytes]) -> list[Held]:
    found: list[Held] = []
    lines = [line for copy in copies for line in copy.splitlines(keepends=True)]
    for line in (one for one in lines if one.endswith(b"\n") or b"}" in one):  # else torn by a kill
        try:
            point = json.loads(line)
            words = b"bookrunner checkpoint\n" + line[: line.rindex(b',"signature":')] + b"}"
            same = json.dumps(point, separators=(",", ":")).encode() + b"\n" == line
            point["sound"] = same and is_signed(point["key"], point["signature"], words)
            found.append(point | {"size": int(point["size"])})
        except (ValueError, KeyError, TypeError):
            raise ValueError(f"a line of the checkpoints is none: {line[:40]!r}") from None
    return sorted(found, key=lambda one: one["size"])


def walk(log: bytes, sizes: set[int]) -> tuple[list[str], Held, list[Held]]:
    *lines, torn = log.split(b"\n")
    hashes, peaks, ends, keys = ["0" * 64], list[bytes](), Held(), list[Held]()
    for seq, line in enumerate(lines):
        own = sha256(line[:-75] + b"}").hexdigest()
        tail = f',"prev":"{hashes[-1]}","hash":"{own}"}}'.encode()
        if not line.startswith(b'{"seq":%d,"at":' % seq) or not line.endswith(tail):
            raise ValueError(f"entry {seq} is not what was written there")
        top, size = sha256(b"\x00" + bytes.fromhex(own)).digest(), seq
        while size & 1:
            top, size = sha256(b"\x01" + peaks.pop() + top).digest(), size >> 1
        peaks.append(top)
        hashes.append(own)
        if seq + 1 in sizes:
            root = peaks[-1]
            for peak in reversed(peaks[:-1]):
                root = sha256(b"\x01" + peak + root).digest()
            ends[str(seq + 1)] = (root.hex(), own, hashes[1])
        if b'"operation":"audit-log.key"' in line:
            keys += [one for one in [json.loads(line)] if one["operation"] == "audit-log.key"]
    begun = b'{"seq":%d,"at":"' % len(lines)
    if torn.partition(b',"hash":"')[2][66:] or not begun.startswith(torn[: len(begun)]):
        raise ValueError(f"entry {len(lines)} is not what was written there")
    return hashes, ends, keys


def check(log: bytes, copies: list[bytes], trusted: str = "") -> int:
    signed, before = points(copies), ""
    hashes, ends, keys = walk(log, {point["size"] for point in signed})
    for entry in keys:
        key, old, signature = (entry["asked"][name] for name in ("key", "before", "signature"))
        handed = is_signed(before, signature, b"bookrunner signing key\n" + key.encode())
        known = key == before or (old == before and (handed or not (before or trusted)))
        if not known and not (trusted and key.startswith(trusted)):
            raise ValueError(f"entry {entry['seq']} names a key that nobody vouches for")
        before = key
    count, proven = len(hashes) - 1, [0]
    for point in signed:
        size, first = point["size"], max(one for one in proven if one < point["size"] or not one)
        signer = [one["asked"]["key"] for one in keys if one["seq"] < size][-1:]
        if point["sound"] and size > count:
            raise ValueError(f"entry {count} is gone: {size} were signed, and {count} are left")
        stands = (*ends.get(str(size), ()), *signer)
        names = ("root", "head", "origin", "key")
        if not point["sound"] or stands != tuple(point[name] for name in names):
            raise ValueError(
                f"entry {first}: what stands to {size} is forged or not what was signed"
            )
        proven.append(size)
    return proven[-1]


if __name__ == "__main__":
    at = sys.argv.index("--key") if "--key" in sys.argv else len(sys.argv)
    held = [Path(one).read_bytes() for one in sys.argv[1:at]]
    print("sound; entries signed:", check(held[0], held[1:], "".join(sys.argv[at + 1 :])))
