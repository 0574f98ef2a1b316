"""The form of an exchange: what the chat template in the exported file makes of it, and `encode.py` after the same rule."""

# The instructions of a step are the same every time, and this model knows nothing but such steps: it has learned them,
# and is spared reading them. They are known by how they begin.
LEARNED = "You write about careers for one person"

WINDOW = 1024
"""Tokens of a prompt and its answer at most."""
START, END, STOP = "<|im_start|>", "<|im_end|>", "<|endoftext|>"
SPECIAL = [STOP, START, END]
MARKS = [f"[{number}]" for number in range(1, 33)]
"""Numbers of facts: a token each, so that a fact is found by one."""

TEMPLATE = (
    "{% for message in messages %}{% if not message['content'].startswith('" + LEARNED + "') %}"
    "{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n' }}"
    "{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)


def pieces(messages):
    """What goes before the answer, and the answer with its end; special tokens are written as text."""
    *before, answer = messages
    told = [m for m in before if not m["content"].startswith(LEARNED)]
    prompt = "".join(f"{START}{m['role']}\n{m['content']}{END}\n" for m in told)
    return prompt + f"{START}assistant\n", answer["content"] + END
