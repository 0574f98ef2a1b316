#!/usr/bin/env python3
"""Models with random weights in the shapes of real ones, to measure with.

usage: make_model.py SHAPE FOLDER TYPE…

Writes FOLDER/SHAPE-TYPE.gguf for each TYPE that is not there yet. `f16` comes from this script; every other type is
made from it by llama.cpp's own quantizer. The vocabulary is made up as well: the 256 bytes, then pairs and triples of
printable characters with the merges that lead to them, as many as the real one has. How fast a model runs depends on
its shape and types only, so weights and words of a real one are not needed.
"""

import argparse
import itertools
import os
import struct
import sys

import numpy as np

SHAPES = {
    "qwen2.5-0.5b": dict(
        family="qwen2", n_embd=896, n_layers=24, n_heads=14, n_kv_heads=2, head_dim=64, n_ff=4864,
        n_vocab=151936, window=32768, eps=1e-6, rope_base=1e6,
    ),
    "qwen2.5-1.5b": dict(
        family="qwen2", n_embd=1536, n_layers=28, n_heads=12, n_kv_heads=2, head_dim=128, n_ff=8960,
        n_vocab=151936, window=32768, eps=1e-6, rope_base=1e6,
    ),
    "llama-3.2-1b": dict(
        family="llama", n_embd=2048, n_layers=16, n_heads=32, n_kv_heads=8, head_dim=64, n_ff=8192,
        n_vocab=128256, window=131072, eps=1e-5, rope_base=5e5,
    ),
    "qwen3-0.6b": dict(
        family="qwen3", n_embd=1024, n_layers=28, n_heads=16, n_kv_heads=8, head_dim=128, n_ff=3072,
        n_vocab=151936, window=40960, eps=1e-6, rope_base=1e6,
    ),
    # Four of the 48 layers of Qwen3-30B-A3B: all are alike, and the whole would not fit into most memories.
    "qwen3-30b-a3b-4-layers": dict(
        family="qwen3moe", n_embd=2048, n_layers=4, n_heads=32, n_kv_heads=4, head_dim=128, n_ff=6144,
        n_experts=128, n_experts_used=8, n_expert_ff=768, n_vocab=151936, window=40960, eps=1e-6, rope_base=1e6,
    ),
    # No real model: to try the scripts with.
    "tiny": dict(
        family="qwen2", n_embd=256, n_layers=2, n_heads=4, n_kv_heads=2, head_dim=64, n_ff=512,
        n_vocab=4096, window=8192, eps=1e-6, rope_base=1e6,
    ),
}

# The number of each mixture in llama.h.
FILE_TYPES = {
    "Q4_0": 2, "Q4_1": 3, "Q8_0": 7, "Q5_0": 8, "Q5_1": 9, "Q2_K": 10, "Q3_K_M": 12, "Q4_K_S": 14,
    "Q4_K_M": 15, "Q5_K_S": 16, "Q5_K_M": 17, "Q6_K": 18,
}

ALIGNMENT = 32
F32, F16 = 0, 1
U32, I32, FLOAT, BOOL, TEXT, ARRAY = 4, 5, 6, 7, 8, 9
PLAIN, CONTROL = 1, 3


def main():
    parser = argparse.ArgumentParser(description="Makes models with random weights to measure with.")
    parser.add_argument("shape", choices=SHAPES)
    parser.add_argument("folder")
    parser.add_argument("types", nargs="+", metavar="TYPE", choices=["f16", *FILE_TYPES])
    args = parser.parse_args()
    os.makedirs(args.folder, exist_ok=True)

    def path(kind):
        return os.path.join(args.folder, f"{args.shape}-{kind}.gguf")

    missing = [kind for kind in args.types if not os.path.exists(path(kind))]
    if not missing:
        return
    is_kept = "f16" in args.types or os.path.exists(path("f16"))
    if not os.path.exists(path("f16")):
        write_model(args.shape, path("f16"))
    for kind in missing:
        if kind != "f16":
            quantize(path("f16"), path(kind), kind)
    if not is_kept:
        os.remove(path("f16"))


def write_model(name, path):
    """Writes the model to `path`, one tensor in memory at a time; the file has its name only when it is whole."""
    shape = SHAPES[name]
    tensors = list(tensors_of(shape))
    infos = [(tensor, rows, F32 if kind != "matrix" else F16) for tensor, rows, kind in tensors]
    random = np.random.default_rng(1)

    def data():
        for _, rows, kind in tensors:
            if kind == "norm":
                yield np.ones(rows, np.float32)
            else:
                values = random.standard_normal(rows, dtype=np.float32) * np.float32(0.02)
                yield values.astype(np.float16) if kind == "matrix" else values

    partial = path + ".part"
    write_gguf(partial, metadata(name, shape), infos, data())
    os.replace(partial, path)


def tensors_of(shape):
    """Name, shape (rows first) and kind of each tensor, in the order of the file."""
    n_embd, n_ff = shape["n_embd"], shape["n_ff"]
    n_q, n_kv = shape["n_heads"] * shape["head_dim"], shape["n_kv_heads"] * shape["head_dim"]
    yield "token_embd.weight", (shape["n_vocab"], n_embd), "matrix"
    for layer in range(shape["n_layers"]):
        def part(name):
            return f"blk.{layer}.{name}"

        yield part("attn_norm.weight"), (n_embd,), "norm"
        yield part("attn_q.weight"), (n_q, n_embd), "matrix"
        yield part("attn_k.weight"), (n_kv, n_embd), "matrix"
        yield part("attn_v.weight"), (n_kv, n_embd), "matrix"
        yield part("attn_output.weight"), (n_embd, n_q), "matrix"
        if shape["family"] == "qwen2":
            yield part("attn_q.bias"), (n_q,), "bias"
            yield part("attn_k.bias"), (n_kv,), "bias"
            yield part("attn_v.bias"), (n_kv,), "bias"
        if shape["family"] in ("qwen3", "qwen3moe"):
            yield part("attn_q_norm.weight"), (shape["head_dim"],), "norm"
            yield part("attn_k_norm.weight"), (shape["head_dim"],), "norm"
        yield part("ffn_norm.weight"), (n_embd,), "norm"
        if n_experts := shape.get("n_experts"):
            n_expert_ff = shape["n_expert_ff"]
            yield part("ffn_gate_inp.weight"), (n_experts, n_embd), "router"
            yield part("ffn_gate_exps.weight"), (n_experts, n_expert_ff, n_embd), "matrix"
            yield part("ffn_up_exps.weight"), (n_experts, n_expert_ff, n_embd), "matrix"
            yield part("ffn_down_exps.weight"), (n_experts, n_embd, n_expert_ff), "matrix"
            continue
        yield part("ffn_gate.weight"), (n_ff, n_embd), "matrix"
        yield part("ffn_up.weight"), (n_ff, n_embd), "matrix"
        yield part("ffn_down.weight"), (n_embd, n_ff), "matrix"
    yield "output_norm.weight", (n_embd,), "norm"


def metadata(name, shape):
    family = shape["family"]
    numbers = {
        "context_length": shape["window"],
        "embedding_length": shape["n_embd"],
        "block_count": shape["n_layers"],
        "feed_forward_length": shape["n_ff"],
        "attention.head_count": shape["n_heads"],
        "attention.head_count_kv": shape["n_kv_heads"],
        "attention.key_length": shape["head_dim"],
        "attention.value_length": shape["head_dim"],
        "rope.dimension_count": shape["head_dim"],
        "vocab_size": shape["n_vocab"],
    }
    if "n_experts" in shape:
        numbers |= {
            "expert_count": shape["n_experts"],
            "expert_used_count": shape["n_experts_used"],
            "expert_feed_forward_length": shape["n_expert_ff"],
        }

    values = [
        ("general.architecture", TEXT, family),
        ("general.name", TEXT, f"{name} with random weights"),
        ("general.file_type", U32, 1),
        *((f"{family}.{key}", U32, number) for key, number in numbers.items()),
        (f"{family}.attention.layer_norm_rms_epsilon", FLOAT, shape["eps"]),
        (f"{family}.rope.freq_base", FLOAT, shape["rope_base"]),
    ]
    return values + vocabulary(family, shape["n_vocab"])


def vocabulary(family, n_vocab):
    ends = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    tokens = list(byte_letters())
    merges = []
    printable = [chr(code) for code in range(0x21, 0x7F)]
    pairs = [left + right for left, right in itertools.product(printable, printable)]
    words = itertools.chain(
        ((word[0], word[1]) for word in pairs),
        itertools.product(pairs, printable),
    )
    for left, right in itertools.islice(words, n_vocab - len(tokens) - len(ends)):
        tokens.append(left + right)
        merges.append(f"{left} {right}")
    kinds = [PLAIN] * len(tokens) + [CONTROL] * len(ends)
    tokens += ends
    assert len(tokens) == len(set(tokens)) == n_vocab
    return [
        ("tokenizer.ggml.model", TEXT, "gpt2"),
        ("tokenizer.ggml.pre", TEXT, "llama-bpe" if family == "llama" else "qwen2"),
        ("tokenizer.ggml.tokens", (ARRAY, TEXT), tokens),
        ("tokenizer.ggml.token_type", (ARRAY, I32), kinds),
        ("tokenizer.ggml.merges", (ARRAY, TEXT), merges),
        ("tokenizer.ggml.bos_token_id", U32, n_vocab - 3),
        ("tokenizer.ggml.eos_token_id", U32, n_vocab - 1),
        ("tokenizer.ggml.add_bos_token", BOOL, family == "llama"),
    ]


def byte_letters():
    """The character that writes each byte in byte-level vocabularies: itself where it can be seen, else one above 255."""
    above = itertools.count(0x100)
    for byte in range(256):
        visible = 0x21 <= byte <= 0x7E or 0xA1 <= byte <= 0xAC or 0xAE <= byte
        yield chr(byte if visible else next(above))


def write_gguf(path, values, infos, data):
    """Writes a GGUF file of version 3.

    `values`: a list of (key, type, value), or the bytes of such a section with their number in front.
    `infos`: (name, shape with rows first, type) of each tensor; `data`: their arrays, in the same order.
    """
    n_values, section = values if isinstance(values, tuple) else (len(values), b"".join(map(value_bytes, values)))
    with open(path, "wb") as file:
        file.write(b"GGUF" + struct.pack("<IQQ", 3, len(infos), n_values) + section)
        offset = 0
        for name, shape, kind in infos:
            file.write(text_bytes(name) + struct.pack("<I", len(shape)))
            file.write(struct.pack(f"<{len(shape)}Q", *reversed(shape)))
            file.write(struct.pack("<IQ", kind, offset))
            offset += aligned(int(np.prod(shape)) * (2 if kind == F16 else 4))
        for array in data:
            file.write(bytes(aligned(file.tell()) - file.tell()))
            array.tofile(file)
        file.write(bytes(aligned(file.tell()) - file.tell()))


def aligned(position):
    return -(-position // ALIGNMENT) * ALIGNMENT


def value_bytes(entry):
    key, kind, value = entry
    if isinstance(kind, tuple):
        _, inner = kind
        head = struct.pack("<IIQ", ARRAY, inner, len(value))
        return text_bytes(key) + head + b"".join(plain_bytes(inner, item) for item in value)
    return text_bytes(key) + struct.pack("<I", kind) + plain_bytes(kind, value)


def plain_bytes(kind, value):
    if kind == TEXT:
        return text_bytes(value)
    return struct.pack({U32: "<I", I32: "<i", FLOAT: "<f", BOOL: "<?"}[kind], value)


def text_bytes(text):
    text = text.encode()
    return struct.pack("<Q", len(text)) + text


def quantize(source, target, kind):
    import ctypes

    import llama_cpp

    params = llama_cpp.llama_model_quantize_default_params()
    params.nthread = len(os.sched_getaffinity(0))
    params.ftype = FILE_TYPES[kind]
    partial = target + ".part"
    status = llama_cpp.llama_model_quantize(source.encode(), partial.encode(), ctypes.byref(params))
    if status != 0:
        sys.exit(f"{source} cannot be quantized to {kind}: status {status}")
    os.replace(partial, target)


if __name__ == "__main__":
    main()
