"""Writes the trained weights as GGUF: matrices in 16 bits, norms in f32, vocabulary and chat template with them."""

import argparse
import json
from pathlib import Path

import gguf
import torch

from chat import END, MARKS, SPECIAL, STOP, TEMPLATE, WINDOW
from model import NORM_EPSILON, ROPE_BASE, Shape

FILE_TYPES = {
    "Q8_0": gguf.LlamaFileType.MOSTLY_Q8_0,
    "F16": gguf.LlamaFileType.MOSTLY_F16,
    "F32": gguf.LlamaFileType.ALL_F32,
}


def write_vocabulary(writer, path):
    model = json.loads(path.read_text(encoding="utf-8"))["model"]
    tokens = sorted(model["vocab"], key=model["vocab"].get)
    uncommon = dict.fromkeys(SPECIAL, gguf.TokenType.CONTROL) | dict.fromkeys(MARKS, gguf.TokenType.USER_DEFINED)
    kinds = [uncommon.get(token, gguf.TokenType.NORMAL) for token in tokens]
    merges = [pair if isinstance(pair, str) else " ".join(pair) for pair in model["merges"]]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm")
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    writer.add_token_merges(merges)
    writer.add_bos_token_id(model["vocab"][STOP])
    writer.add_eos_token_id(model["vocab"][END])
    writer.add_add_bos_token(False)
    writer.add_chat_template(TEMPLATE)


def write_shape(writer, shape):
    writer.add_context_length(WINDOW)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.hidden)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_layer_norm_rms_eps(NORM_EPSILON)
    writer.add_rope_dimension_count(shape.head_width)
    writer.add_rope_freq_base(ROPE_BASE)
    writer.add_vocab_size(shape.vocabulary)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("--type", choices=FILE_TYPES, default="F16")
    args = parser.parse_args()
    kept = torch.load(args.work / "checkpoint.pt", map_location="cpu")
    kind = gguf.GGMLQuantizationType[args.type]
    writer = gguf.GGUFWriter(str(args.file), "llama")
    writer.add_name("Aspiro nano")
    writer.add_description("Phrases and chooses for Aspiro; trained on text made for it.")
    writer.add_license("MIT OR Apache-2.0")
    writer.add_file_type(FILE_TYPES[args.type])
    write_shape(writer, Shape(**kept["shape"]))
    write_vocabulary(writer, args.work / "tokenizer.json")
    for name, weight in kept["model"].items():
        numbers = weight.float().numpy()
        stored = gguf.GGMLQuantizationType.F32 if numbers.ndim == 1 else kind
        writer.add_tensor(name, gguf.quants.quantize(numbers, stored), raw_dtype=stored)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    print(f"{args.file}: {args.file.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
