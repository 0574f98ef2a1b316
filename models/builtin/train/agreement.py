"""Whether aspiro and llama.cpp write the same text: held-out questions, always the likeliest token, 64 of them.

Where they part, the two likeliest tokens are shown as PyTorch computes them in 32 bits from the weights in the file. Needs
`llama-cpp-python` beside `requirements.txt`, and a built aspiro.
"""

import argparse
import ctypes
import json
import subprocess
from dataclasses import fields
from pathlib import Path

import gguf
import llama_cpp
import torch
from tokenizers import Tokenizer

from chat import END, LEARNED, pieces
from model import Llama, Shape

N_TOKENS = 64
QUIET = llama_cpp.llama_log_callback(lambda *_: None)


def questions(path, n):
    """Steps alone: of a conversation the program's `generate` would take one message only."""
    with open(path, encoding="utf-8") as lines:
        steps = [m for line in lines if (m := json.loads(line)["messages"])[0]["content"].startswith(LEARNED)]
    return steps[:: len(steps) // n][:n]


class Theirs:
    def __init__(self, path):
        llama_cpp.llama_log_set(QUIET, ctypes.c_void_p(0))
        self.model = llama_cpp.Llama(str(path), n_ctx=1024, n_batch=1024, logits_all=False, verbose=False)

    def write(self, ids, end):
        self.model.reset()
        written = []
        for token in self.model.generate(ids, temp=0.0, repeat_penalty=1.0):
            if token == end or len(written) == N_TOKENS:
                break
            written.append(token)
        return written


def ours(program, path, question):
    command = [program, "generate", "-m", str(path), "-p", question, "-n", str(N_TOKENS), "--temp", "0"]
    done = subprocess.run([*command, "--repeat-penalty", "1"], capture_output=True, text=True, check=True)
    return done.stdout.removesuffix("\n")


def reference(path, shape):
    """The model of the file, every weight widened to 32 bits."""
    model = Llama(shape)
    tensors = {t.name: gguf.quants.dequantize(t.data, t.tensor_type) for t in gguf.GGUFReader(path).tensors}
    model.load_state_dict({name: torch.tensor(data) for name, data in tensors.items()})
    return model.eval()


def written_out(tokenizer, ids):
    """As text; numbers of facts too, which the library counts among the special tokens."""
    return tokenizer.decode(ids, skip_special_tokens=False)


@torch.no_grad()
def two_likeliest(model, tokenizer, ids):
    logits = model.logits(model.states(torch.tensor([ids]))[0, -1])
    best = logits.topk(2)
    names = [repr(written_out(tokenizer, [int(token)])) for token in best.indices]
    return f"{names[0]} {best.values[0]:.3f}, {names[1]} {best.values[1]:.3f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("held_out", type=Path, help="held-out.jsonl of the corpus")
    parser.add_argument("file", type=Path)
    parser.add_argument("--program", default="target/release/aspiro")
    parser.add_argument("--questions", type=int, default=50)
    args = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(args.work / "tokenizer.json"))
    kept = torch.load(args.work / "checkpoint.pt", map_location="cpu")
    shape = Shape(**{field.name: kept["shape"][field.name] for field in fields(Shape)})
    model, theirs = reference(args.file, shape), Theirs(args.file)
    asked = questions(args.held_out, args.questions)
    n_same = 0
    for messages in asked:
        prompt, _ = pieces(messages)
        ids = tokenizer.encode(prompt).ids
        written = theirs.write(ids, tokenizer.token_to_id(END))
        text = ours(args.program, args.file, messages[1]["content"])
        if written_out(tokenizer, written) == text:
            n_same += 1
            continue
        # The longest beginning that both have, in llama.cpp's tokens.
        n = next((n for n in range(len(written)) if not text.startswith(written_out(tokenizer, written[: n + 1]))), len(written))
        print(f"after {n} tokens: {two_likeliest(model, tokenizer, ids + written[:n])}")
    print(f"{n_same} of {len(asked)} texts are the same")


if __name__ == "__main__":
    main()
