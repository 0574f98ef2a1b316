#!/usr/bin/env python3
"""Whether aspiro computes the logits that llama.cpp computes, for every family, rope scaling and tensor type.

usage: parity.py [--program ASPIRO] [--only TEXT]
       parity.py [--program ASPIRO] --model FILE [--tokens 1,2,3]

Without --model it makes small random models, so it needs no download; with it, the one in FILE is compared. Needs numpy,
gguf and llama_cpp (the llama-cpp-python package). llama.cpp keeps its cache in f32 and uses no flash attention. Printed
are, over all logits behind all tokens, the cosine between the two and the root mean square of their difference as a part
of that of llama.cpp's logits.
"""

import argparse
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import gguf
import llama_cpp
import numpy

N_VOCAB = 320
N_EMBD = 256
N_FF = 512
N_HEADS = 4
N_KV_HEADS = 2
HEAD_DIM = 64
WINDOW = 512
SLIDING = 48
N_TOKENS = 300

GEMMA2 = {"attn_logit_softcapping": 20.0, "final_logit_softcapping": 10.0, "attention.sliding_window": SLIDING}
GEMMA3 = {"attention.sliding_window": SLIDING, "rope.freq_base": 1e6}
LINEAR = {"rope.scaling.type": "linear", "rope.scaling.factor": 4.0}
YARN = {
    "rope.scaling.type": "yarn",
    "rope.scaling.factor": 4.0,
    "rope.scaling.original_context_length": 128,
}
LONG = {"rope.scaling.original_context_length": 128, "rope.scaling.attn_factor": 1.19}
SHORT = {"rope.scaling.original_context_length": WINDOW, "rope.scaling.attn_factor": 1.19}
PARTIAL = {"rope.dimension_count": 48}
EXPERTS = {"expert_count": 8, "expert_used_count": 3, "expert_feed_forward_length": N_FF // 2}

F32 = gguf.GGMLQuantizationType.F32
# What is compared: name, family, metadata besides that of every model, and how matrices are stored.
CASES = [
    ("llama", "llama", {}, F32),
    ("llama, linear scaling", "llama", LINEAR, F32),
    ("llama, YaRN", "llama", YARN, F32),
    ("llama, rope_freqs (Llama 3)", "llama", {"rope_freqs": True}, F32),
    ("qwen2", "qwen2", {}, F32),
    ("qwen2, YaRN", "qwen2", YARN, F32),
    ("qwen3", "qwen3", {}, F32),
    ("gemma2", "gemma2", GEMMA2, F32),
    ("gemma3", "gemma3", GEMMA3, F32),
    ("gemma3, linear scaling", "gemma3", GEMMA3 | LINEAR, F32),
    ("phi3", "phi3", {}, F32),
    ("phi3, partial rotation, tied head", "phi3", PARTIAL | {"tied": True}, F32),
    ("phi3, long factors", "phi3", PARTIAL | LONG, F32),
    ("phi3, short factors", "phi3", PARTIAL | SHORT, F32),
    ("llama with experts (Mixtral)", "llama", EXPERTS | {"expert_feed_forward_length": N_FF}, F32),
    ("qwen3moe", "qwen3moe", EXPERTS, F32),
]
PLAIN_TYPES = ["F16", "BF16", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0"]
CASES += [(f"llama, {name}", "llama", {}, gguf.GGMLQuantizationType[name]) for name in PLAIN_TYPES]
# The Python package writes no K types; llama.cpp's own quantizer does.
K_TYPES = {"Q2_K": 10, "Q3_K_M": 12, "Q4_K_M": 15, "Q5_K_M": 17, "Q6_K": 18}
CASES += [(f"llama, {name}", "llama", {}, number) for name, number in K_TYPES.items()]
CASES += [(f"{family}, Q4_K_M", family, more, 15) for family, more in [
    ("qwen2", {}), ("qwen3", {}), ("gemma2", GEMMA2), ("gemma3", GEMMA3), ("phi3", {}), ("qwen3moe", EXPERTS),
]]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default="target/release/aspiro")
    parser.add_argument("--only", default="")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--tokens", help="ids, with commas between them")
    args = parser.parse_args()
    print("| model | cosine | relative difference |\n|---|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        if args.model:
            tokens = [int(token) for token in args.tokens.split(",")] if args.tokens else some_tokens(64, 1000)
            report(args.model.name, args.program, args.model, tokens, folder)
            return
        for name, family, more, stored in CASES:
            if args.only in name:
                path = make(folder, family, more, stored)
                report(name, args.program, path, some_tokens(N_TOKENS, N_VOCAB), folder)


def some_tokens(count, n_vocab):
    choose = random.Random(count)
    return [choose.randrange(n_vocab) for _ in range(count)]


def report(name, program, path, tokens, folder):
    theirs = llama_logits(path, tokens)
    ours = aspiro_logits(program, path, tokens, folder).reshape(theirs.shape)
    cosine = (ours * theirs).sum() / numpy.sqrt((ours**2).sum() * (theirs**2).sum())
    error = numpy.sqrt(((ours - theirs) ** 2).sum() / (theirs**2).sum())
    print(f"| {name} | {cosine:.6f} | {error:.1e} |", flush=True)


def aspiro_logits(program, path, tokens, folder):
    ids, out = folder / "tokens.txt", folder / "logits.f32"
    ids.write_text(" ".join(map(str, tokens)))
    command = [program, "__logits", "-m", str(path), "--tokens-file", str(ids), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{path}: {done.stderr.strip()}")
    return numpy.fromfile(out, dtype=numpy.float32).astype(numpy.float64)


def quiet(*_):
    pass


QUIET = llama_cpp.llama_log_callback(quiet)


def llama_logits(path, tokens):
    llama_cpp.llama_log_set(QUIET, None)
    model_params = llama_cpp.llama_model_default_params()
    model_params.n_gpu_layers = 0
    model = llama_cpp.llama_model_load_from_file(str(path).encode(), model_params)
    if not model:
        sys.exit(f"llama.cpp does not load {path}")
    params = llama_cpp.llama_context_default_params()
    params.n_ctx = max(WINDOW, len(tokens))
    params.n_batch = params.n_ubatch = params.n_ctx
    params.type_k = params.type_v = llama_cpp.GGML_TYPE_F32
    params.flash_attn_type = llama_cpp.LLAMA_FLASH_ATTN_TYPE_DISABLED
    context = llama_cpp.llama_init_from_model(model, params)
    n_vocab = llama_cpp.llama_vocab_n_tokens(llama_cpp.llama_model_get_vocab(model))
    batch = llama_cpp.llama_batch_init(len(tokens), 0, 1)
    batch.n_tokens = len(tokens)
    for index, token in enumerate(tokens):
        batch.token[index] = token
        batch.pos[index] = index
        batch.n_seq_id[index] = 1
        batch.seq_id[index][0] = 0
        batch.logits[index] = 1
    if llama_cpp.llama_decode(context, batch) != 0:
        sys.exit(f"llama.cpp does not compute {path}")
    logits = numpy.ctypeslib.as_array(llama_cpp.llama_get_logits(context), shape=(len(tokens), n_vocab))
    logits = logits.astype(numpy.float64)
    llama_cpp.llama_batch_free(batch)
    llama_cpp.llama_free(context)
    llama_cpp.llama_model_free(model)
    return logits


def make(folder, family, more, stored):
    path = folder / "model.gguf"
    if isinstance(stored, gguf.GGMLQuantizationType):
        write(path, family, more, stored)
        return path
    wide = folder / "wide.gguf"
    write(wide, family, more, F32)
    params = llama_cpp.llama_model_quantize_default_params()
    params.ftype = stored
    params.nthread = 2
    llama_cpp.llama_log_set(QUIET, None)
    if llama_cpp.llama_model_quantize(str(wide).encode(), str(path).encode(), params) != 0:
        sys.exit(f"llama.cpp does not quantize a {family}")
    return path


def write(path, family, more, stored):
    more = dict(more)
    tied, has_freqs = more.pop("tied", family.startswith("gemma")), more.pop("rope_freqs", False)
    writer = gguf.GGUFWriter(path, family)
    writer.add_vocab_size(N_VOCAB)
    writer.add_tokenizer_model("none")
    n_layers = 7 if family == "gemma3" else 2
    metadata = {
        "context_length": WINDOW,
        "embedding_length": N_EMBD,
        "feed_forward_length": N_FF,
        "block_count": n_layers,
        "attention.head_count": N_HEADS,
        "attention.head_count_kv": N_KV_HEADS,
        "attention.key_length": HEAD_DIM,
        "attention.value_length": HEAD_DIM,
        "rope.dimension_count": HEAD_DIM,
        "rope.freq_base": 10000.0,
        "attention.layer_norm_rms_epsilon": 1e-5,
    } | more
    for key, value in metadata.items():
        add = {int: writer.add_uint32, float: writer.add_float32, str: writer.add_string}[type(value)]
        add(f"{family}.{key}", value)
    random_numbers = numpy.random.default_rng(7)
    for name, shape in tensors(family, n_layers, tied, more):
        data = random_numbers.standard_normal(shape).astype(numpy.float32)
        if name.endswith("norm.weight"):
            writer.add_tensor(name, 1 + 0.2 * data)
        elif len(shape) == 1:
            writer.add_tensor(name, 0.2 * data)
        else:
            data *= shape[-1] ** -0.5
            kept = gguf.quants.quantize(data, stored)
            writer.add_tensor(name, kept, raw_dtype=stored)
    for name, factors in rope_factors(family, metadata, has_freqs):
        writer.add_tensor(name, factors)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def rope_factors(family, metadata, has_freqs):
    n_pairs = metadata["rope.dimension_count"] // 2
    rising = numpy.linspace(1, 8, n_pairs, dtype=numpy.float32)
    if has_freqs:
        yield "rope_freqs.weight", rising
    if "rope.scaling.attn_factor" in metadata:
        yield "rope_factors_long.weight", rising
        yield "rope_factors_short.weight", 1 + (rising - 1) / 20


def tensors(family, n_layers, tied, more):
    q, kv = N_HEADS * HEAD_DIM, N_KV_HEADS * HEAD_DIM
    yield "token_embd.weight", (N_VOCAB, N_EMBD)
    yield "output_norm.weight", (N_EMBD,)
    if not tied:
        yield "output.weight", (N_VOCAB, N_EMBD)
    layer = {"attn_norm": (N_EMBD,), "ffn_norm": (N_EMBD,), "attn_output": (N_EMBD, q), "ffn_down": (N_EMBD, N_FF)}
    if family == "phi3":
        layer |= {"attn_qkv": (q + 2 * kv, N_EMBD), "ffn_up": (2 * N_FF, N_EMBD)}
    else:
        layer |= {"attn_q": (q, N_EMBD), "attn_k": (kv, N_EMBD), "attn_v": (kv, N_EMBD)}
        layer |= {"ffn_gate": (N_FF, N_EMBD), "ffn_up": (N_FF, N_EMBD)}
    if n_experts := more.get("expert_count"):
        n_ff = more["expert_feed_forward_length"]
        layer = {part: shape for part, shape in layer.items() if part not in ("ffn_gate", "ffn_up", "ffn_down")}
        layer |= {"ffn_gate_inp": (n_experts, N_EMBD), "ffn_down_exps": (n_experts, N_EMBD, n_ff)}
        layer |= {"ffn_gate_exps": (n_experts, n_ff, N_EMBD), "ffn_up_exps": (n_experts, n_ff, N_EMBD)}
    if family in ("qwen3", "qwen3moe", "gemma3"):
        layer |= {"attn_q_norm": (HEAD_DIM,), "attn_k_norm": (HEAD_DIM,)}
    if family in ("gemma2", "gemma3"):
        layer |= {"post_attention_norm": (N_EMBD,), "post_ffw_norm": (N_EMBD,)}
    for index in range(n_layers):
        for part, shape in layer.items():
            yield f"blk.{index}.{part}.weight", shape
        if family == "qwen2":
            for part, size in {"attn_q": q, "attn_k": kv, "attn_v": kv}.items():
                yield f"blk.{index}.{part}.bias", (size,)


if __name__ == "__main__":
    main()
