"""Attention heads that copy, built before training instead of waited for.

A model copies from its prompt with two heads that work together (Olsson and others, "In-context Learning and Induction Heads",
2022): one in an early block notes beside each token the one before it, one in a later block looks for places where the token before is the
one being read and brings what stands there. In a run of this size they do not form by themselves. Here they are the
weights the first two blocks begin with:

- Block 0 has one head for each of the tokens one, two and three before, and one for the latest mark, which is the number of a fact. Each
  writes what it read into a channel of its own: dimensions of the stream that nothing else writes to before block 1.
- Block 1 has two heads that look for the same token, preceded by the same tokens, under the same mark, and write it where tokens are written;
  and one that spreads over the line of the same mark.

Tokens that differ in case or in the space before them begin alike, so that "Critical Thinking" is found from "critical".
"""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F

from chat import MARKS
from model import rope_speeds

SCALE = 0.06
"""Of a number in an embedding. Learning rates are set for it."""
BEFORE = (48, 24, 24)
"""Widths of the channels for the tokens one, two and three before."""
MARK = 24
SHARED, OWN = 0.85, 0.5
"""Of an embedding: what it has in common with other spellings of the word, and what it has alone."""


@dataclass(frozen=True)
class Channels:
    """Dimensions of the stream: first the token's own, then what the heads of block 0 write, then two constants."""

    width: int

    @property
    def own(self):
        return self.width - sum(BEFORE) - MARK - 2

    @property
    def before(self):
        ends = [self.own + sum(BEFORE[:n]) for n in range(len(BEFORE) + 1)]
        return [slice(*pair) for pair in zip(ends, ends[1:])]

    @property
    def mark(self):
        return slice(self.width - 2 - MARK, self.width - 2)

    @property
    def is_mark(self):
        return self.width - 2

    @property
    def one(self):
        return self.width - 1


class Builder:
    def __init__(self, model, seed):
        self.model, self.random = model, torch.Generator().manual_seed(seed)
        self.channels = Channels(model.shape.width)
        self.width, self.head_width = model.shape.width, model.shape.head_width
        self.speeds = rope_speeds(self.head_width).tolist()
        # Dimensions of a head that hardly turn within the window compare what tokens are; the others, where they are.
        still = [pair for pair, speed in enumerate(self.speeds) if speed < 1.2e-3]
        self.still = torch.tensor([2 * pair + side for pair in still for side in (0, 1)])
        self.turning = [pair for pair, speed in enumerate(self.speeds) if speed > 2e-3]

    def orthogonal(self, rows, columns):
        """Rows of length 1 at right angles; columns, if there are more rows."""
        tall = torch.linalg.qr(torch.randn(max(rows, columns), min(rows, columns), generator=self.random))[0]
        return tall if rows > columns else tall.T

    def of_own(self, rows):
        """So many directions of a token's own dimensions."""
        return F.pad(self.orthogonal(rows, self.channels.own), (0, self.width - self.channels.own))

    def channel(self, channel, rows=None):
        return torch.eye(self.width)[channel][:rows]

    def rows(self, head):
        return slice(head * self.head_width, (head + 1) * self.head_width)

    def clear(self, block, head):
        at = self.rows(head)
        for matrix in (block.attn_q, block.attn_k, block.attn_v):
            matrix.weight[at] = 0
        block.attn_output.weight[:, at] = 0

    def embeddings(self, words):
        own, weight = self.channels.own, self.model.token_embd.weight
        unit = lambda: F.normalize(torch.randn(own, generator=self.random), dim=0)
        norm, shared = SCALE * self.width**0.5, {}
        weight.zero_()
        for token, word in enumerate(words):
            spelling = word.strip().lower() or word
            if spelling not in shared:
                shared[spelling] = unit()
            weight[token, :own] = norm * F.normalize(SHARED * shared[spelling] + OWN * unit(), dim=0)
            if word in MARKS:
                weight[token, :own] *= 0.6
                weight[token, self.channels.is_mark] = 0.8 * norm
        weight[:, self.channels.one] = 3 * SCALE

    def tokens_before(self):
        block, one = self.model.blk[0], self.channels.one
        read = self.of_own(BEFORE[0])
        for head, (channel, width) in enumerate(zip(self.channels.before, BEFORE)):
            self.clear(block, head)
            first = head * self.head_width
            for pair in self.turning[:6]:
                # Turned by their places, query and key point the same way where they are so many tokens apart.
                angle = (head + 1) * self.speeds[pair]
                block.attn_q.weight[first + 2 * pair, one] = 3.5
                block.attn_k.weight[first + 2 * pair, one] = 3.5 * math.cos(angle)
                block.attn_k.weight[first + 2 * pair + 1, one] = 3.5 * math.sin(angle)
            block.attn_v.weight[first : first + width] = read[:width]
            block.attn_output.weight[channel, first : first + width] = 2 * SCALE * torch.eye(width)
        return read

    def latest_mark(self):
        block, head = self.model.blk[0], len(BEFORE)
        one, is_mark = self.channels.one, self.channels.is_mark
        self.clear(block, head)
        first = head * self.head_width
        for pair in self.turning[2:]:
            block.attn_q.weight[first + 2 * pair, one] = 1.5
            block.attn_k.weight[first + 2 * pair, is_mark] = 1.2
        still = first + int(self.still[0])
        block.attn_q.weight[still, one], block.attn_k.weight[still, is_mark] = 2.5, 2.0
        block.attn_v.weight[first : first + MARK] = self.of_own(MARK)
        block.attn_output.weight[self.channels.mark, first : first + MARK] = 3.5 * SCALE * torch.eye(MARK)

    def same_token(self, head, read):
        """A query is the token and those before it, a key the tokens before it; both with their mark."""
        block, n = self.model.blk[1], len(self.still)
        self.clear(block, head)
        first, second, third = self.channels.before
        terms = [
            (1.0, read, self.channel(first)),
            (0.6, self.channel(first, BEFORE[1]), self.channel(second)),
            (0.5, self.channel(second), self.channel(third)),
            (0.6, self.channel(self.channels.mark), self.channel(self.channels.mark)),
        ]
        at = head * self.head_width + self.still
        for share, query, key in terms:
            mixed = share * self.orthogonal(n, len(query))
            block.attn_q.weight[at] += 1.7 * mixed @ query
            block.attn_k.weight[at] += 1.7 * mixed @ key
        self.bring(block, head, 0.3)

    def same_mark(self, head):
        block = self.model.blk[1]
        self.clear(block, head)
        at = head * self.head_width + self.still[:MARK]
        for matrix in (block.attn_q, block.attn_k):
            matrix.weight[at] = 1.7 * self.channel(self.channels.mark)
        self.bring(block, head, SCALE)

    def bring(self, block, head, strength):
        """What stands there is written as it was read."""
        value = self.of_own(self.head_width)
        block.attn_v.weight[self.rows(head)] = value
        block.attn_output.weight[:, self.rows(head)] = strength * value.T


@torch.no_grad()
def build(model, words, seed=9):
    """Sets the embeddings and the heads of a fresh `model`; `words` are the tokens' texts."""
    builder = Builder(model, seed)
    builder.embeddings(words)
    read = builder.tokens_before()
    builder.latest_mark()
    for head in (0, 1):
        builder.same_token(head, read)
    builder.same_mark(2)
    model.blk[0].ffn_down.weight[builder.channels.own :] = 0


def matrices(model):
    """Those the heads are in, which have to move slowly."""
    attention = ("attn_q", "attn_k", "attn_v", "attn_output")
    return [getattr(block, name).weight for block in model.blk[:2] for name in attention]


def keep_channels(model):
    """Takes from the gradients what would write into the channels before block 1."""
    own = Channels(model.shape.width).own
    model.token_embd.weight.grad[:, own:] = 0
    for matrix in (model.blk[0].attn_output, model.blk[0].ffn_down):
        matrix.weight.grad[own:] = 0
