#!/usr/bin/env python3
"""One measurement with llama.cpp, through the low-level interface of llama-cpp-python.

usage: llama_bench.py -m FILE [-p N] [-n N] [-d N] [-t N] [-r N] [--no-warmup]

Prints a line of JSON with the fields that are compared: samples_ns, load_ms, peak_rss. It does what `llama-bench` does:
one warm-up run, random tokens, a prompt read in batches of 2048 (512 at once), tokens written one at a time.
"""

import argparse
import json
import random
import time

import llama_cpp as llama

N_BATCH, N_UBATCH = 2048, 512


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-m", "--model", required=True)
    parser.add_argument("-p", "--n-prompt", type=int, default=0)
    parser.add_argument("-n", "--n-gen", type=int, default=0)
    parser.add_argument("-d", "--n-depth", type=int, default=0)
    parser.add_argument("-t", "--threads", type=int, default=2)
    parser.add_argument("-r", "--repetitions", type=int, default=1)
    parser.add_argument("--no-warmup", action="store_true")
    args = parser.parse_args()

    silence()
    before = memory("VmRSS")
    started = time.perf_counter_ns()
    llama.llama_backend_init()
    model = llama.llama_model_load_from_file(args.model.encode(), llama.llama_model_default_params())
    params = llama.llama_context_default_params()
    params.n_ctx = args.n_prompt + args.n_gen + args.n_depth
    params.n_batch, params.n_ubatch = N_BATCH, N_UBATCH
    params.n_threads = params.n_threads_batch = args.threads
    context = llama.llama_init_from_model(model, params)
    load_ms = (time.perf_counter_ns() - started) / 1e6
    if not context:
        raise SystemExit(f"llama.cpp cannot load {args.model}")

    measured = Measured(model, context)
    if not args.no_warmup:
        measured.run(args.n_prompt, min(args.n_gen, 1))
    samples = []
    for _ in range(args.repetitions):
        measured.truncate(args.n_depth)
        measured.read(args.n_depth - measured.n_held, N_BATCH)
        started = time.perf_counter_ns()
        measured.run(args.n_prompt, args.n_gen)
        samples.append(time.perf_counter_ns() - started)
    print(json.dumps({
        "samples_ns": samples,
        "load_ms": load_ms,
        # The interpreter's own memory is not llama.cpp's.
        "peak_rss": (memory("VmHWM") - before) / 1024,
        "system_info": llama.llama_print_system_info().decode(),
    }))


class Measured:
    """A context, and how many tokens it holds."""

    def __init__(self, model, context):
        self.context = context
        self.n_vocab = llama.llama_vocab_n_tokens(llama.llama_model_get_vocab(model))
        self.random = random.Random(1)
        self.n_held = 0

    def truncate(self, n_tokens):
        if self.n_held > n_tokens:
            llama.llama_memory_seq_rm(llama.llama_get_memory(self.context), 0, n_tokens, -1)
            self.n_held = n_tokens

    def run(self, n_prompt, n_gen):
        self.read(n_prompt, N_BATCH)
        self.read(n_gen, 1)

    def read(self, n_tokens, n_batch):
        while n_tokens > 0:
            n = min(n_tokens, n_batch)
            tokens = (llama.llama_token * n)(*(self.random.randrange(self.n_vocab) for _ in range(n)))
            if llama.llama_decode(self.context, llama.llama_batch_get_one(tokens, n)) != 0:
                raise SystemExit("llama.cpp cannot decode")
            llama.llama_synchronize(self.context)
            self.n_held += n
            n_tokens -= n


# Kept alive: llama.cpp calls it until the end.
@llama.llama_log_callback
def ignore(level, text, data):
    pass


def silence():
    llama.llama_log_set(ignore, None)


def memory(field):
    """KiB, from /proc/self/status."""
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith(field + ":"):
                return int(line.split()[1])
    raise SystemExit(f"{field} is not in /proc/self/status")


if __name__ == "__main__":
    main()
