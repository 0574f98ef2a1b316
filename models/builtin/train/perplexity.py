"""Perplexity per token of held-out answers: of a 5-gram model with Kneser–Ney smoothing and the same vocabulary, and of the
model in WORK's checkpoint. Both see the whole prompt before an answer, and both have seen the training text only.

The 5-gram model is interpolated, with one discount n1 / (n1 + 2·n2) for each order (Kneser and Ney 1995; Ney, Essen and
Kneser 1994)."""

import argparse
import json
import math
from pathlib import Path

import numpy as np

ORDER = 5
BITS = 12
"""Of an id, so that five fit into 64 bits."""


def codes(ids, n):
    """Every n ids in a row as one number, the first of them in the highest bits; at each place those that end there."""
    code = np.zeros(len(ids) - n + 1, dtype=np.uint64)
    for at in range(n):
        code = (code << np.uint64(BITS)) | ids[at : len(ids) - n + 1 + at].astype(np.uint64)
    return code


class Level:
    """The n-grams of one order: how often each was seen, and after each context how often and how many of them."""

    def __init__(self, grams, counts):
        self.grams, self.counts = grams, counts
        contexts, starts = np.unique(grams >> np.uint64(BITS), return_index=True)
        self.contexts = contexts
        self.totals = np.add.reduceat(counts, starts)
        self.kinds = np.diff(np.append(starts, len(grams)))
        ones, twos = (int((counts == n).sum()) for n in (1, 2))
        self.discount = ones / (ones + 2 * twos)

    def mixed(self, grams, lower):
        """The probability of each gram's last id after the others, where `lower` is that after one id less."""
        counts = found(self.grams, self.counts, grams)
        contexts = grams >> np.uint64(BITS)
        totals = found(self.contexts, self.totals, contexts)
        kinds = found(self.contexts, self.kinds, contexts)
        seen = totals > 0
        part = np.maximum(totals, 1)
        own = np.maximum(counts - self.discount, 0.0) / part + self.discount * kinds / part * lower
        return np.where(seen, own, lower)


def found(keys, values, wanted):
    """The value of each wanted key, 0 where there is none; the keys are sorted."""
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, values[at], 0).astype(np.float64)


def kneser_ney(ids):
    """The levels, longest first: of the longest by how often it stands there, of the others by how many ids stand before it."""
    grams, counts = np.unique(codes(ids, ORDER), return_counts=True)
    levels = [Level(grams, counts)]
    for n in range(ORDER - 1, 0, -1):
        ends = grams & np.uint64((1 << (BITS * n)) - 1)
        grams, counts = np.unique(ends, return_counts=True)
        levels.append(Level(grams, counts))
    return levels


def probabilities(levels, ids, places, vocabulary):
    """Of the ids at these places, each after the four before it."""
    p = np.full(len(places), 1.0 / vocabulary)
    for n, level in enumerate(reversed(levels), start=1):
        p = level.mixed(codes(ids, n)[places - n + 1], p)
    return p


def read(work, name):
    """The ids of all exchanges one after the other, and the places of their answers."""
    ids = np.fromfile(work / f"{name}.ids", dtype=np.uint16)
    spans = np.fromfile(work / f"{name}.spans", dtype=np.uint32).reshape(-1, 4).astype(np.int64)
    trunk_ends = {start: begin for start, begin, *_ in reversed(spans.tolist())}
    parts, places, at = [], [], 0
    for start, begin, answer, end in spans.tolist():
        trunk = ids[start : trunk_ends[start]]
        parts += [trunk, ids[begin:end]]
        at += len(trunk)
        places.append(np.arange(at + answer - begin, at + end - begin))
        at += end - begin
    return np.concatenate(parts), np.concatenate(places)


def of_model(work, batch_tokens=8192):
    import torch

    from model import Llama, Shape
    from train import Groups, losses

    kept = torch.load(work / "checkpoint.pt", map_location="cpu")
    model = Llama(Shape(**kept["shape"]))
    model.load_state_dict(kept["model"])
    held_out = Groups(work, "held-out")
    total, count = 0.0, 0
    with torch.no_grad():
        for indexes in held_out.batches(batch_tokens, seed=0):
            _, loss, n_tokens = losses(model, held_out.batch(indexes, "cpu"))
            total, count = total + loss, count + n_tokens
    return math.exp(total / count), round(kept["minutes"], 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    args = parser.parse_args()
    ids, _ = read(args.work, "train")
    levels = kneser_ney(ids)
    vocabulary = int(ids.max()) + 1
    held_out, places = read(args.work, "held-out")
    p = probabilities(levels, held_out, places, vocabulary)
    result = {"tokens": len(places), "kneser_ney_5": round(math.exp(-np.log(p).mean()), 3)}
    if (args.work / "checkpoint.pt").exists():
        perplexity, minutes = of_model(args.work)
        result |= {"model": round(perplexity, 3), "ratio": round(perplexity / result["kneser_ney_5"], 3), "minutes": minutes}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
