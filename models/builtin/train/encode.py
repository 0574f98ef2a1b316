"""Turns the corpus into ids: `NAME.ids` (16-bit numbers, one exchange after the other) and `NAME.spans` (32-bit triples:
where an exchange begins, where its answer begins, where it ends)."""

import argparse
import json
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from chat import WINDOW, pieces

BATCH = 2_000


def encoded(tokenizer, path, longest):
    """Ids and spans; exchanges of more than `longest` tokens are left out and counted."""
    ids, spans, left_out, at = [], [], 0, 0
    with open(path, encoding="utf-8") as lines:
        while batch := [pieces(json.loads(line)["messages"]) for line, _ in zip(lines, range(BATCH))]:
            prompts = tokenizer.encode_batch_fast([prompt for prompt, _ in batch])
            answers = tokenizer.encode_batch_fast([answer for _, answer in batch])
            for prompt, answer in zip(prompts, answers):
                length = len(prompt.ids) + len(answer.ids)
                if length > longest:
                    left_out += 1
                    continue
                ids.append(np.array(prompt.ids + answer.ids, dtype=np.uint16))
                spans.append((at, at + len(prompt.ids), at + length))
                at += length
    return np.concatenate(ids), np.array(spans, dtype=np.uint32), left_out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--longest", type=int, default=WINDOW, help="tokens of an exchange at most")
    args = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(args.work / "tokenizer.json"))
    for name in ["train", "held-out"]:
        ids, spans, left_out = encoded(tokenizer, args.corpus / f"{name}.jsonl", args.longest)
        ids.tofile(args.work / f"{name}.ids")
        spans.tofile(args.work / f"{name}.spans")
        answers = int((spans[:, 2] - spans[:, 1]).sum())
        print(f"{name}: {len(spans)} exchanges, {len(ids)} tokens, {answers} in answers; {left_out} were too long")


if __name__ == "__main__":
    main()
