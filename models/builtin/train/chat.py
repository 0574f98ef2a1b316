"""The form of an exchange: what the chat template in the exported file makes of it, and `encode.py` after the same rule."""

START, END, STOP = "<|im_start|>", "<|im_end|>", "<|endoftext|>"
SPECIAL = [STOP, START, END]

TEMPLATE = (
    "{% for message in messages %}"
    "{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)


def pieces(messages):
    """What goes before the answer, and the answer with its end; special tokens are written as text."""
    *before, answer = messages
    prompt = "".join(f"{START}{m['role']}\n{m['content']}{END}\n" for m in before)
    return prompt + f"{START}assistant\n", answer["content"] + END
