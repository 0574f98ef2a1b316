"""Learns the vocabulary from the corpus: byte-level BPE whose digits stand apart, and a token for each number of a fact."""

import argparse
import json
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from chat import MARKS, SPECIAL

# The same cuts as llama.cpp's `smollm`: every digit for itself, then GPT-2's expression.
CUTS = pre_tokenizers.Sequence(
    [
        pre_tokenizers.Digits(individual_digits=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True),
    ]
)


def texts(path, limit):
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number >= limit:
                return
            for message in json.loads(line)["messages"]:
                yield message["content"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--size", type=int, default=4096)
    parser.add_argument("--lines", type=int, default=40_000, help="exchanges to learn from")
    args = parser.parse_args()
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = CUTS
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=args.size,
        special_tokens=SPECIAL + MARKS,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts(args.corpus / "train.jsonl", args.lines), trainer)
    args.work.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(args.work / "tokenizer.json"))
    print(f"{tokenizer.get_vocab_size()} tokens")


if __name__ == "__main__":
    main()
