"""Trains the model for so many minutes, in all its runs together."""

import argparse
import math
import time
from contextlib import nullcontext
from dataclasses import asdict, replace
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
CHECKPOINT_MINUTES = 5
CURVE_MINUTES = 3


class Exchanges:
    def __init__(self, work, name):
        self.ids = np.memmap(work / f"{name}.ids", dtype=np.uint16, mode="r")
        self.spans = np.fromfile(work / f"{name}.spans", dtype=np.uint32).reshape(-1, 3)
        self.lengths = (self.spans[:, 2] - self.spans[:, 0]).astype(np.int64)

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

    def tensors(self, batch, device):
        """Ids (n, length); whether each position's next token counts, and whether it is one of an answer (n, length − 1)."""
        length = padded(max(self.lengths[index] for index in batch))
        ids = np.zeros((len(batch), length), dtype=np.int64)
        counts, answers = (np.zeros((len(batch), length - 1), dtype=bool) for _ in range(2))
        # The same batch counts the same tokens whenever it comes.
        random = np.random.default_rng(int(batch[0]))
        for row, index in enumerate(batch):
            start, answer, end = (int(at) for at in self.spans[index])
            ids[row, : end - start] = self.ids[start:end]
            n_before = answer - start - 1
            counts[row, :n_before] = random.random(n_before) < PROMPT_SHARE
            answers[row, n_before : end - start - 1] = True
        return tuple(torch.from_numpy(part).to(device) for part in (ids, counts | answers, answers))


def padded(length):
    return -(-int(length) // ROUNDED_TO) * ROUNDED_TO


def losses(model, ids, counts, answers):
    """The mean loss of the tokens that count, and the sum and number of an answer's."""
    states, targets, answers = (part[counts] for part in (model.states(ids[:, :-1]), ids[:, 1:], answers))
    total, of_answers = 0.0, 0.0
    for at in range(0, len(targets), LOSS_CHUNK):
        part = slice(at, at + LOSS_CHUNK)
        each = F.cross_entropy(model.logits(states[part]).float(), targets[part], reduction="none")
        total = total + each.sum()
        of_answers += float(each.detach()[answers[part]].sum())
    return total / len(targets), of_answers, int(answers.sum())


@torch.no_grad()
def held_out_loss(model, exchanges, precision, device, tokens=8192, n=6):
    """Of an answer's token, on the same batches every time."""
    batches = exchanges.batches(tokens, seed=0)
    total, count = 0.0, 0
    for batch in batches[:: max(1, len(batches) // n)]:
        with precision():
            _, loss, n_tokens = losses(model, *exchanges.tensors(batch, device))
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


def optimizers(model):
    """Muon for the blocks' matrices, slower for the heads built beforehand; AdamW for the rest. Each with its peak rate."""
    built = induction.matrices(model)
    is_built = {id(matrix) for matrix in built}
    of_blocks = [p for name, p in model.named_parameters() if p.dim() == 2 and name.startswith("blk.")]
    fresh = [matrix for matrix in of_blocks if id(matrix) not in is_built]
    rest = [p for name, p in model.named_parameters() if p.dim() != 2 or not name.startswith("blk.")]
    adam = torch.optim.AdamW(rest, lr=2e-3, betas=(0.9, 0.95), weight_decay=0.0)
    return [(Muon(fresh, lr=0.015), 0.015), (Muon(built, lr=2e-4, weight_decay=0.0), 2e-4), (adam, 2e-3)]


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
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    precision = choose_precision(device)
    train, held_out = (Exchanges(args.work, name) for name in ["train", "held-out"])
    tokenizer = Tokenizer.from_file(str(args.work / "tokenizer.json"))
    words = [tokenizer.decode([token], skip_special_tokens=False) for token in range(tokenizer.get_vocab_size())]
    model = Llama(replace(SIZES[args.size], vocabulary=len(words)))
    induction.build(model, words)
    model.to(device)
    chosen = optimizers(model)
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
        for batch in batches[progress["batch"] :]:
            ids, counts, answers = train.tensors(batch, device)
            share = rate(progress["minutes"] / args.minutes)
            for optimizer, peak in chosen:
                for group in optimizer.param_groups:
                    group["lr"] = peak * max(share, 1e-3)
            with precision():
                mean, loss, n_tokens = losses(model, ids, counts, answers)
            mean.backward()
            induction.keep_channels(model)
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            for optimizer, _ in chosen:
                optimizer.step()
                optimizer.zero_grad(set_to_none=True)
            recent, recent_tokens = recent + loss, recent_tokens + n_tokens
            progress["batch"] += 1
            progress["seen"] += int(ids.numel())
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
