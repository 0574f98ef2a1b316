"""Trains the model for so many minutes, in all its runs together."""

import argparse
import math
import time
from contextlib import nullcontext
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

import induction
from model import SIZES, Llama
from muon import Muon

PROMPT_SHARE = 0.1
"""Of the tokens before an answer so many, drawn by lot, count in the loss; those of the answer all do. The others' probabilities
are never computed."""
ROUNDED_TO = 32
"""Sequences of a batch are as long as the longest, rounded up."""
LOSS_CHUNK = 4096
"""Positions whose probabilities are held at a time."""
SLIPS = 0.03
"""A model that has read only answers without a fault does not find back from its own."""
AGAIN = 0.6
"""Of the rates of a fresh model, for one that has learned already."""
CHECKPOINT_MINUTES = 5
CURVE_MINUTES = 3


class Groups:
    """Groups of exchanges that share their trunk, as `encode.py` wrote them."""

    def __init__(self, work, name):
        self.ids = np.memmap(work / f"{name}.ids", dtype=np.uint16, mode="r")
        spans = np.fromfile(work / f"{name}.spans", dtype=np.uint32).reshape(-1, 4).astype(np.int64)
        firsts = np.flatnonzero(np.diff(spans[:, 0], prepend=-1))
        self.branches = np.split(spans, firsts[1:])
        self.lengths = np.array([branches[-1, 3] - branches[0, 0] for branches in self.branches])

    def batches(self, tokens, seed):
        """Batches of about so many tokens, alike in length; in random order, longer ones growing more frequent."""
        random = np.random.default_rng(seed)
        order = np.lexsort((random.random(len(self.lengths)), self.lengths // ROUNDED_TO))
        batches, batch = [], []
        for index in order:
            if batch and padded(self.lengths[index]) * (len(batch) + 1) > tokens:
                batches.append(batch)
                batch = []
            batch.append(index)
        batches.append(batch)
        # Mostly chance, a little length: the first batches are shorter and quicker to learn from, and a run that ends before an
        # epoch does has still seen every length.
        rank = np.argsort(np.argsort([self.lengths[batch[-1]] for batch in batches])) / len(batches)
        return [batches[at] for at in np.argsort(0.2 * rank + random.random(len(batches)))]

    def batch(self, indexes, device, slips=0.0):
        """Of the tokens of an answer that are read, so large a share is not what it should be."""
        shape = len(indexes), padded(max(self.lengths[index] for index in indexes))
        ids, places, branches = (np.zeros(shape, dtype=np.int64) for _ in range(3))
        counts, answers = (np.zeros(shape, dtype=bool) for _ in range(2))
        targets = np.zeros(shape, dtype=np.int64)
        # The same batch counts the same tokens whenever it comes.
        random = np.random.default_rng(int(indexes[0]))
        for row, index in enumerate(indexes):
            start, end = self.branches[index][0, 0], self.branches[index][-1, 3]
            length, trunk = end - start, self.branches[index][0, 1] - start
            ids[row, :length] = self.ids[start:end]
            places[row, :trunk] = np.arange(trunk)
            counts[row, : length - 1] = random.random(length - 1) < PROMPT_SHARE
            for number, (begin, answer, stop) in enumerate(self.branches[index][:, 1:] - start, 1):
                branches[row, begin:stop] = number
                places[row, begin:stop] = np.arange(trunk, trunk + stop - begin)
                answers[row, answer - 1 : stop - 1] = True
                # What follows is another branch's.
                counts[row, stop - 1] = False
        targets[:, :-1] = ids[:, 1:]
        if slips:
            slip(ids, answers, slips, random)
        parts = (ids, places, branches, targets, counts | answers, answers)
        return Batch(*(torch.from_numpy(part).to(device) for part in parts))


def slip(ids, answers, share, random):
    """Puts the token before, or any token of the row, in the place of some tokens of answers."""
    rows, columns = np.nonzero(answers[:, :-1] & (random.random(answers[:, :-1].shape) < share))
    any_of_row = random.integers(0, columns + 1)
    others = np.where(random.random(len(columns)) < 0.5, columns, any_of_row)
    ids[rows, columns + 1] = ids[rows, others]


@dataclass(frozen=True)
class Batch:
    """All (n, length): ids; their places, each branch going on from the trunk; the number of the branch, 0 for the trunk; the next
    tokens; whether those count; whether they are an answer's."""

    ids: torch.Tensor
    places: torch.Tensor
    branches: torch.Tensor
    targets: torch.Tensor
    counts: torch.Tensor
    answers: torch.Tensor

    def sees(self):
        """(n, 1, length, length): whether a position reads another: one before it, of the trunk or of its own branch."""
        length = self.ids.shape[1]
        before = torch.ones(length, length, dtype=torch.bool, device=self.ids.device).tril()
        of_trunk = self.branches[:, None, :] == 0
        own = self.branches[:, :, None] == self.branches[:, None, :]
        return (before & (of_trunk | own))[:, None]


def padded(length):
    return -(-int(length) // ROUNDED_TO) * ROUNDED_TO


def losses(model, batch):
    """The mean loss of the tokens that count, and the sum and number of an answer's."""
    states = model.states(batch.ids, batch.places, batch.sees())
    states, targets, answers = (part[batch.counts] for part in (states, batch.targets, batch.answers))
    total, of_answers = 0.0, 0.0
    for at in range(0, len(targets), LOSS_CHUNK):
        part = slice(at, at + LOSS_CHUNK)
        each = F.cross_entropy(model.logits(states[part]).float(), targets[part], reduction="none")
        total = total + each.sum()
        of_answers += float(each.detach()[answers[part]].sum())
    return total / len(targets), of_answers, int(answers.sum())


@torch.no_grad()
def held_out_loss(model, groups, precision, device, tokens=8192, n=6):
    """Of an answer's token, on the same batches every time."""
    batches = groups.batches(tokens, seed=0)
    total, count = 0.0, 0
    for indexes in batches[:: max(1, len(batches) // n)]:
        with precision():
            _, loss, n_tokens = losses(model, groups.batch(indexes, device))
        total, count = total + loss, count + n_tokens
    return total / count


def rate(done):
    """The learning rate as a share of its peak, where `done` is the share of the run that is over."""
    if done < 0.02:
        return done / 0.02
    return 1.0 if done < 0.3 else max(0.0, (1.0 - done) / 0.7)


def choose_precision(device):
    """bfloat16 where products are faster in it."""
    if device == "cuda":
        return lambda: torch.autocast("cuda", torch.bfloat16)
    seconds = []
    for dtype in [torch.float32, torch.bfloat16]:
        a, b = (torch.randn(512, 512, dtype=dtype) for _ in range(2))
        a @ b
        start = time.perf_counter()
        for _ in range(5):
            a @ b
        seconds.append(time.perf_counter() - start)
    print(f"a product of 512³ takes {seconds[0] / 5e-3:.1f} ms in f32, {seconds[1] / 5e-3:.1f} ms in bf16")
    if seconds[1] < 0.8 * seconds[0]:
        return lambda: torch.autocast("cpu", torch.bfloat16)
    return nullcontext


def optimizers(model, pace):
    """Muon for the blocks' matrices, slower for the heads built beforehand; AdamW for the rest. Each with its peak rate."""
    built = induction.matrices(model)
    is_built = {id(matrix) for matrix in built}
    of_blocks = [p for name, p in model.named_parameters() if p.dim() == 2 and name.startswith("blk.")]
    fresh = [matrix for matrix in of_blocks if id(matrix) not in is_built]
    rest = [p for name, p in model.named_parameters() if p.dim() != 2 or not name.startswith("blk.")]
    adam = torch.optim.AdamW(rest, lr=2e-3, betas=(0.9, 0.95), weight_decay=0.0)
    optimizers = [(Muon(fresh, lr=0.015), 0.015), (Muon(built, lr=2e-4, weight_decay=0.0), 2e-4), (adam, 2e-3)]
    return [(optimizer, pace * peak) for optimizer, peak in optimizers]


def save(path, model, chosen, progress):
    partial = path.with_suffix(".partial")
    torch.save({"model": model.state_dict(), "optimizers": [o.state_dict() for o, _ in chosen], **progress}, partial)
    partial.replace(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--minutes", type=float, default=100)
    parser.add_argument("--tokens", type=int, default=8192, help="of a batch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="begun", type=Path, help="the checkpoint of another run, to begin with its weights")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    precision = choose_precision(device)
    train, held_out = (Groups(args.work, name) for name in ["train", "held-out"])
    tokenizer = Tokenizer.from_file(str(args.work / "tokenizer.json"))
    words = [tokenizer.decode([token], skip_special_tokens=False) for token in range(tokenizer.get_vocab_size())]
    model = Llama(replace(SIZES[args.size], vocabulary=len(words)))
    if args.begun:
        model.load_state_dict(torch.load(args.begun, map_location="cpu")["model"])
    else:
        induction.build(model, words)
    model.to(device)
    chosen = optimizers(model, AGAIN if args.begun else 1.0)
    progress = {"shape": asdict(model.shape), "minutes": 0.0, "seen": 0, "epoch": 0, "batch": 0}
    checkpoint = args.work / "checkpoint.pt"
    if checkpoint.exists():
        kept = torch.load(checkpoint, map_location=device)
        model.load_state_dict(kept.pop("model"))
        for (optimizer, _), state in zip(chosen, kept.pop("optimizers")):
            optimizer.load_state_dict(state)
        progress = kept
        print(f"goes on after {progress['minutes']:.1f} minutes")
    n_weights = sum(p.numel() for p in model.parameters())
    print(f"{n_weights / 1e6:.2f} million weights on {device}, {torch.get_num_threads()} threads")
    curve = args.work / "curve.tsv"
    if not curve.exists():
        curve.write_text("minutes\ttokens\ttraining\theld_out\n")
    start, before = time.perf_counter(), progress["minutes"]
    told = saved = start
    recent, recent_tokens = 0.0, 0
    while progress["minutes"] < args.minutes:
        batches = train.batches(args.tokens, seed=args.seed + progress["epoch"])
        for indexes in batches[progress["batch"] :]:
            batch = train.batch(indexes, device, SLIPS)
            share = rate(progress["minutes"] / args.minutes)
            for optimizer, peak in chosen:
                for group in optimizer.param_groups:
                    group["lr"] = peak * max(share, 1e-3)
            with precision():
                mean, loss, n_tokens = losses(model, batch)
            mean.backward()
            induction.keep_channels(model)
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            for optimizer, _ in chosen:
                optimizer.step()
                optimizer.zero_grad(set_to_none=True)
            recent, recent_tokens = recent + loss, recent_tokens + n_tokens
            progress["batch"] += 1
            progress["seen"] += int(batch.ids.numel())
            now = time.perf_counter()
            progress["minutes"] = before + (now - start) / 60
            over = progress["minutes"] >= args.minutes
            if now - told > 60 * CURVE_MINUTES or over:
                told = now
                training = recent / max(1, recent_tokens)
                unseen = held_out_loss(model, held_out, precision, device)
                line = f"{progress['minutes']:.1f}\t{progress['seen']}\t{training:.4f}\t{unseen:.4f}"
                with open(curve, "a", encoding="utf-8") as out:
                    out.write(line + "\n")
                print(line, f"perplexity {math.exp(unseen):.2f}", flush=True)
                recent, recent_tokens = 0.0, 0
            if now - saved > 60 * CHECKPOINT_MINUTES or over:
                saved = now
                save(checkpoint, model, chosen, progress)
            if over:
                return
        progress["epoch"] += 1
        progress["batch"] = 0


if __name__ == "__main__":
    main()
