#!/usr/bin/env python3
"""How soon aspiro refuses a broken model file, and how soon it stops when it is told to.

usage: promptness.py MODEL.gguf [--aspiro PROGRAM] [--stops N]

Of the model it makes files that are cut, or of which a few bytes of the header or of a weight (of a Q4_K_M) are others, and times the
program from its start to the sentence with which it ends, the file in the page cache. Then it starts `generate` on the
whole model, sends an interrupt at a random moment while the prompt is read or while the answer is written, and times how
long the process still lives: an upper bound, as the system takes its memory back in that time, too. Times in milliseconds.
"""

import argparse
import os
import random
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import peers
from peers import say

# A prompt that takes longer to read than anybody waits here, within the window of any model measured.
PROMPT = "Tell me about the work of a nurse, and then about that of a teacher. " * 200


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("--aspiro", type=Path, metavar="PROGRAM", help="measure this one instead of building it")
    parser.add_argument("--stops", type=int, default=50, metavar="N", help="interrupts of each kind (default: 50)")
    args = parser.parse_args()
    python = peers.python("native")
    try:
        import gguf  # noqa: F401
    except ImportError:
        os.execv(python, [str(python), *sys.argv])
    program = peers.aspiro(args)
    print(f"{peers.machine()}; {args.model.name}\n")
    refusals(program, args.model)
    stops(program, args)


def refusals(program, model):
    print("| file | ms | what it says |\n|---|---:|---|")
    with tempfile.TemporaryDirectory(dir=model.parent) as folder:
        broken = Path(folder) / "broken.gguf"
        shutil.copyfile(model, broken)
        for name, change in changes(model).items():
            before = change(broken)
            took = []
            for _ in range(6):
                started = time.perf_counter()
                done = subprocess.run([program, "generate", "-m", broken, "-p", "Hello", "-n", "1"], capture_output=True,
                                      text=True, check=False)
                took.append(1e3 * (time.perf_counter() - started))
            words = " ".join(done.stderr.split("\r")[-1].split()).replace(str(broken), "FILE")
            # The first one reads the file from the disk.
            print(f"| {name} | {statistics.median(took[1:]):.0f} | {words or 'nothing: it runs'} |", flush=True)
            restore(broken, before)


def changes(model):
    """What is done to a copy of the model, each with what there was before: (place, bytes), or a length."""
    import gguf

    reader = gguf.GGUFReader(model)
    matrix = next(tensor for tensor in reader.tensors if tensor.name.endswith("blk.1.ffn_down.weight"))
    # Blocks of this type begin with their factors.
    first = next(tensor for tensor in reader.tensors if tensor.tensor_type.name == "Q4_K")
    last = max(reader.tensors, key=lambda tensor: tensor.data_offset)
    # Behind the name: how many dimensions, the dimensions, the type, the place.
    shape = matrix.field.offset + 8 + len(matrix.name) + 4
    kind = shape + 8 * len(matrix.shape)
    place = kind + 4
    return {
        "cut by a byte": cut(1),
        "cut in the middle": cut(model.stat().st_size // 2),
        "cut in the header": cut(model.stat().st_size - 1000),
        "a dimension of zero": put(shape, struct.pack("<Q", 0)),
        "a dimension too large": put(shape, struct.pack("<Q", 2**60)),
        "a wrong shape": put(shape, struct.pack("<Q", int(matrix.shape[0]) * 2)),
        "an unknown type": put(kind, struct.pack("<I", 99)),
        "a misaligned tensor": put(place, struct.pack("<Q", 3)),
        "overlapping tensors": put(place, struct.pack("<Q", 0)),
        "a tensor behind the end": put(place, struct.pack("<Q", 2**50)),
        f"a factor that is no number in {first.name}": put(int(first.data_offset), b"\xff" * 2),
        f"the same in the file's last tensor, {last.name}": put(int(last.data_offset), b"\xff" * 2),
    }


def put(place, new):
    def change(path):
        with open(path, "r+b") as file:
            file.seek(place)
            old = file.read(len(new))
            file.seek(place)
            file.write(new)
        return place, old

    return change


def cut(n_bytes):
    def change(path):
        with open(path, "r+b") as file:
            file.seek(-n_bytes, os.SEEK_END)
            place, old = file.tell(), file.read()
            file.truncate(place)
        return place, old

    return change


def restore(path, before):
    place, old = before
    put(place, old)(path)


def stops(program, args):
    choose = random.Random(1)
    print("\n| interrupted | times | p50 | p99 | longest |\n|---|---:|---:|---:|---:|")
    for name, stop in [("while the prompt is read", in_prompt), ("while the answer is written", in_answer)]:
        took = []
        while len(took) < args.stops:
            say(f"{name}: {len(took) + 1} of {args.stops}")
            alive = stop([program, "generate", "-m", args.model, "--raw", "--temp", "0"], choose)
            if alive is not None:
                took.append(1e3 * alive)
        took.sort()
        p99 = took[min(len(took) - 1, int(0.99 * len(took)))]
        print(f"| {name} | {len(took)} | {statistics.median(took):.1f} | {p99:.1f} | {took[-1]:.1f} |", flush=True)


def in_prompt(command, choose):
    """How long the process lives on; nothing when the prompt was not what it was busy with."""
    child = started([*command, "-n", "8", "-p", PROMPT])
    # Loading ends within this time on the slowest machine measured; an interrupt during it counts likewise.
    time.sleep(2 + 3 * choose.random())
    return stopped(child)


def in_answer(command, choose):
    child = started([*command, "-n", "4000", "-p", "Once upon a time"])
    child.stdout.read(1)
    time.sleep(choose.random())
    return stopped(child)


def started(command):
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0)


def stopped(child):
    if child.poll() is not None:
        return None
    sent = time.perf_counter()
    child.send_signal(signal.SIGINT)
    # A pipe that is full would keep it waiting.
    child.stdout.read()
    status = child.wait()
    alive = time.perf_counter() - sent
    if status != 130:
        sys.exit(f"it ended with {status} instead of 130")
    return alive


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
