"""Turns the corpus into ids. Exchanges that follow each other and begin alike, as answers to one question do, become one
group: what they share, its trunk, is read once, and each goes on from it as a branch.

`NAME.ids` holds 16-bit ids: of each group its trunk, then its branches. `NAME.spans` holds rows of four 32-bit numbers, one for
each branch: where the trunk of its group begins, where the branch begins, where its answer begins, where it ends."""

import argparse
import json
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from chat import WINDOW, pieces

BATCH = 2_000
SHARED = 0.6
"""An exchange joins a group that has this share of its question in common with it."""
LONGEST_GROUP = 1_400
"""Tokens."""


class Group:
    """Exchanges as (ids, where the answer begins), with what all their questions begin with."""

    def __init__(self, ids, answer):
        self.exchanges = [(ids, answer)]
        # The last token of a question stays with its branch, which has the answer's first to learn from it.
        self.trunk = answer - 1

    def takes(self, ids, answer):
        """Adds the exchange if it belongs here; whether it does."""
        ours, _ = self.exchanges[0]
        n = min(self.trunk, answer - 1)
        differ = np.flatnonzero(ours[:n] != ids[:n])
        trunk = int(differ[0]) if len(differ) else n
        joined = [*self.exchanges, (ids, answer)]
        length = trunk + sum(len(one) - trunk for one, _ in joined)
        if trunk < SHARED * answer or length > LONGEST_GROUP:
            return False
        self.exchanges, self.trunk = joined, trunk
        return True

    def written(self, at):
        """Its ids, and the rows of its branches where it begins at `at`."""
        (first, _), trunk = self.exchanges[0], self.trunk
        parts, rows, end = [first[:trunk]], [], at + trunk
        for ids, answer in self.exchanges:
            rows.append((at, end, end + answer - trunk, end + len(ids) - trunk))
            parts.append(ids[trunk:])
            end = rows[-1][-1]
        return np.concatenate(parts), rows


def exchanges(tokenizer, path):
    """Each exchange's ids and where its answer begins."""
    with open(path, encoding="utf-8") as lines:
        while batch := [pieces(json.loads(line)["messages"]) for _, line in zip(range(BATCH), lines)]:
            prompts = tokenizer.encode_batch_fast([prompt for prompt, _ in batch])
            answers = tokenizer.encode_batch_fast([answer for _, answer in batch])
            for prompt, answer in zip(prompts, answers):
                yield np.array(prompt.ids + answer.ids, dtype=np.uint16), len(prompt.ids)


def groups(exchanges, longest):
    """Groups in their order, and how many exchanges of more than `longest` tokens were left out before each."""
    group, left_out = None, 0
    for ids, answer in exchanges:
        if len(ids) > longest:
            left_out += 1
        elif group is None or not group.takes(ids, answer):
            if group is not None:
                yield group, left_out
            group = Group(ids, answer)
    yield group, left_out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--longest", type=int, default=WINDOW, help="tokens of an exchange at most")
    args = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(args.work / "tokenizer.json"))
    for name in ["train", "held-out"]:
        ids, spans, at, n_groups = [], [], 0, 0
        for group, left_out in groups(exchanges(tokenizer, args.corpus / f"{name}.jsonl"), args.longest):
            part, rows = group.written(at)
            ids.append(part)
            spans.extend(rows)
            at, n_groups = at + len(part), n_groups + 1
        spans = np.array(spans, dtype=np.uint32)
        np.concatenate(ids).tofile(args.work / f"{name}.ids")
        spans.tofile(args.work / f"{name}.spans")
        answers = int((spans[:, 3] - spans[:, 2]).sum())
        print(
            f"{name}: {len(spans)} exchanges in {n_groups} groups, {at} tokens, {answers} in answers; {left_out} were too long",
            flush=True,
        )


if __name__ == "__main__":
    main()
