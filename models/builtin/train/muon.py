"""Muon: momentum whose matrix is made nearly orthogonal before each step (Jordan and others, 2024).

PyTorch has one too, but it computes in bfloat16 whatever the machine, which takes sixty times as long where there are no
instructions for it.
"""

import torch

# The quintic a·x + b·x³ + c·x⁵ of the authors: it drives singular values towards 1 in five steps.
A, B, C = 3.4445, -4.7750, 2.0315
STEPS = 5


@torch.no_grad()
def nearly_orthogonal(matrix):
    x = matrix.T if matrix.shape[0] > matrix.shape[1] else matrix
    x = x / (x.norm() + 1e-7)
    for _ in range(STEPS):
        square = x @ x.T
        x = A * x + (B * square + C * square @ square) @ x
    return x.T if matrix.shape[0] > matrix.shape[1] else x


class Muon(torch.optim.Optimizer):
    def __init__(self, matrices, lr, momentum=0.95, weight_decay=0.01):
        super().__init__(matrices, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for weight in group["params"]:
                sum_ = self.state[weight].setdefault("momentum", torch.zeros_like(weight))
                sum_.lerp_(weight.grad, 1 - group["momentum"])
                # Nesterov's look ahead; the factor makes a step as large in a tall matrix as in a square one.
                step = nearly_orthogonal(weight.grad.lerp(sum_, group["momentum"]))
                scale = max(1.0, weight.shape[0] / weight.shape[1]) ** 0.5
                weight.mul_(1 - group["lr"] * group["weight_decay"])
                weight.add_(step, alpha=-group["lr"] * scale)
