"""What a hostile file might make its reader do; run in other processes by the tests of limits."""

import os
import signal
import socket
import subprocess
import time


def misbehave(task: str) -> str:
    kind, _, rest = task.partition(" ")
    if kind == "hang":
        time.sleep(60)
    if kind == "eat":
        return str(len(bytearray(8_000_000_000)))
    if kind == "die":
        os.kill(os.getpid(), signal.SIGSEGV)
    if kind == "fail":
        raise KeyError(rest)
    if kind == "connect":
        socket.create_connection(("127.0.0.1", 9), timeout=0.2)
    if kind == "look":
        socket.getaddrinfo("localhost", 80)
    if kind == "start":
        subprocess.run(["/bin/true"], check=True)
    if kind == "environment":
        return ",".join(os.environ)
    return f"did {rest}"
