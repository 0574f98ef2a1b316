#!/usr/bin/env python3
"""How far the logits of aspiro and of llama.cpp lie from those of the same weights computed in f32.

usage: accuracy.py [--only TEXT] [--tokens N[,N…]]

The reference is llama.cpp on a file of which every tensor was widened to f32, with an f32 cache and without flash
attention. For random tokens it prints, over all logits behind all tokens, the root mean square of the reference itself
and of each engine's difference to it. Needs the memory of the model in f32: 2 GB for 0.5 billion parameters.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import peers
from peers import say

# Rows of logits compared at once: 150 thousand numbers each.
N_ROWS = 32


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    peers.add_options(parser)
    parser.add_argument("--tokens", default="64,512", metavar="N[,N…]", help="lengths of the prompts")
    args = parser.parse_args()
    python = peers.python(args.variant)
    try:
        import gguf, llama_cpp, numpy  # noqa: F401, E401
    except ImportError:
        os.execv(python, [str(python), *sys.argv])
    program = peers.aspiro(args)
    print(f"{peers.machine()}\n")
    print("| model | tokens | logits | aspiro | llama.cpp | ratio |")
    print("|---|---:|---:|---:|---:|---:|", flush=True)
    for name, path in peers.models(python, args.only):
        with tempfile.TemporaryDirectory(dir=folder()) as scratch:
            compare(name, path, Path(scratch), program, args)


def folder():
    folder = peers.cache() / "accuracy"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def compare(name, path, scratch, program, args):
    import gguf

    say(f"{name}: widening to f32")
    reader = gguf.GGUFReader(path)
    n_vocab = next(int(tensor.shape[1]) for tensor in reader.tensors if tensor.name == "token_embd.weight")
    widened = scratch / "f32.gguf"
    widen(reader, widened)
    for n_tokens in map(int, args.tokens.split(",")):
        choose = random.Random(n_tokens)
        tokens = [choose.randrange(n_vocab) for _ in range(n_tokens)]
        words = scratch / "tokens.txt"
        words.write_text(" ".join(map(str, tokens)))
        say(f"{name}: {n_tokens} tokens")
        out = {engine: scratch / f"{engine}.f32" for engine in ("reference", "llama.cpp", "aspiro")}
        in_a_process(llama_logits, widened, tokens, True, args.threads, out["reference"])
        in_a_process(llama_logits, path, tokens, False, args.threads, out["llama.cpp"])
        peers.run([program, "__logits", "-m", path, "--tokens-file", words, "--out", out["aspiro"]],
                  env={**os.environ, "RAYON_NUM_THREADS": str(args.threads)})
        deviation, theirs, ours = differences(out, n_vocab)
        print(f"| {name} | {n_tokens} | {deviation:.4f} | {ours:.4f} | {theirs:.4f} | {ours / theirs:.2f} |", flush=True)


def widen(reader, path):
    """Every tensor as f32; the metadata as it was."""
    import numpy
    from gguf.quants import dequantize
    from make_model import F32, write_gguf

    whole = reader.data
    first = min(tensor.field.offset for tensor in reader.tensors)
    n_values = int(numpy.frombuffer(whole[16:24], "<u8")[0])
    values = (n_values, bytes(whole[24:first]))
    infos = [(tensor.name, [int(dim) for dim in reversed(tensor.shape)], F32) for tensor in reader.tensors]

    def data():
        for tensor in reader.tensors:
            # In pieces, or a large embedding needs several times its own size.
            pieces = [tensor.data] if tensor.data.ndim == 1 else numpy.array_split(tensor.data, 16)
            yield numpy.concatenate([dequantize(piece, tensor.tensor_type) for piece in pieces]).astype(numpy.float32)

    write_gguf(path, values, infos, data())


def in_a_process(work, *args):
    """Frees all that llama.cpp holds, and a crash there is no crash here."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work(*args)
            status = 0
        finally:
            os._exit(status)
    if os.waitpid(child, 0)[1] != 0:
        sys.exit("llama.cpp did not compute the logits")


def llama_logits(path, tokens, is_reference, n_threads, out):
    """Writes a row of f32 for each token."""
    import llama_cpp as llama
    import numpy
    from llama_bench import silence

    silence()
    model = llama.llama_model_load_from_file(str(path).encode(), llama.llama_model_default_params())
    params = llama.llama_context_default_params()
    params.n_ctx = params.n_batch = params.n_ubatch = len(tokens)
    params.n_threads = params.n_threads_batch = n_threads
    if is_reference:
        params.type_k = params.type_v = llama.GGML_TYPE_F32
        params.flash_attn_type = llama.LLAMA_FLASH_ATTN_TYPE_DISABLED
    context = llama.llama_init_from_model(model, params)
    n_vocab = llama.llama_vocab_n_tokens(llama.llama_model_get_vocab(model))
    batch = llama.llama_batch_init(len(tokens), 0, 1)
    batch.n_tokens = len(tokens)
    for index, token in enumerate(tokens):
        batch.token[index], batch.pos[index] = token, index
        batch.n_seq_id[index], batch.seq_id[index][0] = 1, 0
        batch.logits[index] = 1
    if llama.llama_decode(context, batch) != 0:
        sys.exit("llama.cpp cannot decode")
    logits = numpy.ctypeslib.as_array(llama.llama_get_logits(context), shape=(len(tokens), n_vocab))
    logits.astype("<f4").tofile(out)


def differences(out, n_vocab):
    """Root mean squares: of the reference around its mean, of llama.cpp's difference to it, of ours."""
    import numpy

    rows = {engine: numpy.memmap(path, "<f4").reshape(-1, n_vocab) for engine, path in out.items()}
    sums = numpy.zeros(3)
    for start in range(0, len(rows["reference"]), N_ROWS):
        part = {engine: all_rows[start:start + N_ROWS].astype(numpy.float64) for engine, all_rows in rows.items()}
        reference = part["reference"]
        sums += [
            ((reference - reference.mean(axis=1, keepdims=True)) ** 2).sum(),
            ((part["llama.cpp"] - reference) ** 2).sum(),
            ((part["aspiro"] - reference) ** 2).sum(),
        ]
    return numpy.sqrt(sums / rows["reference"].size)


if __name__ == "__main__":
    main()
