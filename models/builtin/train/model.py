"""A Llama: pre-normalised blocks, rotary positions on neighbouring pairs, grouped queries, gated feed-forward, tied ends."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

NORM_EPSILON = 1e-5
ROPE_BASE = 1e12
"""So large that three quarters of a head do not turn within the window: they compare what tokens are, not where."""


@dataclass(frozen=True)
class Shape:
    layers: int
    width: int
    heads: int
    kv_heads: int
    hidden: int
    vocabulary: int = 4096

    @property
    def head_width(self):
        return self.width // self.heads


SIZES = {
    # To try the scripts out in minutes.
    "trial": Shape(layers=2, width=256, heads=4, kv_heads=4, hidden=256),
    # Two cores without matrix instructions, 100 minutes.
    "small": Shape(layers=5, width=256, heads=4, kv_heads=4, hidden=512),
    # Two cores with AMX, 100 minutes.
    "medium": Shape(layers=8, width=320, heads=5, kv_heads=5, hidden=864),
    # A graphics card.
    "large": Shape(layers=12, width=512, heads=8, kv_heads=8, hidden=1408),
}


class Block(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        kv_width = shape.kv_heads * shape.head_width
        linear = lambda n_in, n_out: nn.Linear(n_in, n_out, bias=False)
        self.attn_norm = nn.RMSNorm(shape.width, eps=NORM_EPSILON)
        self.attn_q = linear(shape.width, shape.width)
        self.attn_k = linear(shape.width, kv_width)
        self.attn_v = linear(shape.width, kv_width)
        self.attn_output = linear(shape.width, shape.width)
        self.ffn_norm = nn.RMSNorm(shape.width, eps=NORM_EPSILON)
        self.ffn_gate = linear(shape.width, shape.hidden)
        self.ffn_up = linear(shape.width, shape.hidden)
        self.ffn_down = linear(shape.hidden, shape.width)

    def forward(self, x, turns, sees):
        n, length, width = x.shape
        heads = lambda y: y.view(n, length, -1, self.shape.head_width).transpose(1, 2)
        y = self.attn_norm(x)
        q, k = (turned(heads(part(y)), turns) for part in (self.attn_q, self.attn_k))
        v = heads(self.attn_v(y))
        grouped = self.shape.heads != self.shape.kv_heads
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=sees, is_causal=sees is None, enable_gqa=grouped)
        x = x + self.attn_output(mixed.transpose(1, 2).reshape(n, length, width))
        y = self.ffn_norm(x)
        return x + self.ffn_down(F.silu(self.ffn_gate(y)) * self.ffn_up(y))


class Llama(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        self.token_embd = nn.Embedding(shape.vocabulary, shape.width)
        self.blk = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.output_norm = nn.RMSNorm(shape.width, eps=NORM_EPSILON)
        for name, weight in self.named_parameters():
            if weight.dim() == 2:
                # What is added to the stream of every block is smaller, so that the sum stays as large as one.
                is_added = name.endswith(("attn_output.weight", "ffn_down.weight"))
                nn.init.normal_(weight, std=0.02 / ((2 * shape.layers) ** 0.5 if is_added else 1))

    def states(self, ids, places=None, sees=None):
        """The last states of each position, from which the next token follows. Without `places` and `sees` they stand one after the
        other, and each reads all before it."""
        if places is None:
            places = torch.arange(ids.shape[1], device=ids.device)[None]
        turns = self.turns(places)
        x = self.token_embd(ids)
        for block in self.blk:
            x = block(x, turns, sees)
        return self.output_norm(x)

    def logits(self, states):
        return F.linear(states, self.token_embd.weight)

    def turns(self, places):
        angles = places[:, None, :, None] * rope_speeds(self.shape.head_width).to(places.device)
        return angles.cos(), angles.sin()


def rope_speeds(head_width):
    """The angle by which each pair of a head turns from one position to the next."""
    half = head_width // 2
    return ROPE_BASE ** (-torch.arange(half) / half)


def turned(x, turns):
    cos, sin = (part.to(x.dtype) for part in turns)
    a, b = x[..., 0::2], x[..., 1::2]
    return torch.stack((a * cos - b * sin, a * sin + b * cos), dim=-1).flatten(-2)
