#!/usr/bin/env python3
"""Token ids of random texts: Aspiro's against llama.cpp's, reading the same vocabulary.

    tokenizer.py --aspiro target/release/aspiro [--texts 20] [--seed 1] [--pre NAME …] VOCABULARY.gguf …

Needs the packages llama-cpp-python and regex-free Python 3.10. For each vocabulary file the texts are read under the
pre-tokenizer the file names, and, where it is a byte-pair one, under every other that llama.cpp knows, in a copy of the
file that differs in that name alone. Ends with 1 when an id differs.
"""

import argparse
import ctypes
import os
import random
import struct
import subprocess
import sys
import tempfile
import unicodedata

import llama_cpp

# Every name llama.cpp's own table of byte-pair pre-tokenizers has; one that this build does not know is passed over.
NAMES = """default llama3 llama-v3 llama-bpe falcon3 falcon-h1 pixtral midm-2.0 lfm2 jina-v5-nano deepseek-llm
deepseek-coder deepseek-v3 youtu falcon mpt starcoder gpt-2 phi-2 jina-es jina-de gigachat jina-v2-es jina-v2-de a.x-4.0
mellum modern-bert jina-v1-en jina-v2-code roberta-bpe refact command-r qwen2 deepseek-r1-qwen kormo qwen35 stablelm2 olmo dbrx
smaug-bpe poro-chat glm4 chatglm-bpe viking jais jais-2 tekken smollm codeshell bloom gpt3-finnish exaone exaone4 exaone-moe chameleon
minerva-7b megrez gpt-4o llama4 kanana2 superbpe trillion granite-docling bailingmoe bailingmoe2 llada-moe seed-coder
hunyuan hunyuan-dense joyai-llm kimi-k2 grok-2 afmoe minimax-m2 solar-open tiny_aya""".split()

PRE = b"tokenizer.ggml.pre"


def relabelled(path, name):
    """The vocabulary file's bytes with another pre-tokenizer's name; None when it names none."""
    with open(path, "rb") as file:
        data = file.read()
    key = struct.pack("<Q", len(PRE)) + PRE + struct.pack("<I", 8)
    at = data.find(key)
    if at < 0:
        return None
    at += len(key)
    (length,) = struct.unpack_from("<Q", data, at)
    return data[:at] + struct.pack("<Q", len(name)) + name.encode() + data[at + 8 + length:]


class Reference:
    def __init__(self, path):
        params = llama_cpp.llama_model_default_params()
        params.vocab_only = True
        self.model = llama_cpp.llama_model_load_from_file(path.encode(), params)
        if not self.model:
            raise ValueError("llama.cpp does not know it")
        self.vocab = llama_cpp.llama_model_get_vocab(self.model)

    def ids(self, text):
        data = text.encode()
        room = len(data) + 16
        ids = (llama_cpp.llama_token * room)()
        n = llama_cpp.llama_tokenize(self.vocab, data, len(data), ids, room, False, False)
        assert n >= 0, n
        return list(ids[:n])

    def close(self):
        llama_cpp.llama_model_free(self.model)


class Ours:
    def __init__(self, program, path):
        self.command = [program, "tokenize", "-m", path, "-"]

    def ids(self, text):
        done = subprocess.run(self.command, input=text.encode(), capture_output=True)
        if done.returncode:
            raise ValueError(done.stderr.decode().strip())
        return [int(id) for id in done.stdout.split()]


def by_category():
    classes = {}
    for code in range(0x110000):
        character = chr(code)
        category = unicodedata.category(character)
        if category not in ("Cs", "Cn", "Co"):
            classes.setdefault(category, []).append(character)
    return classes


CLASSES = by_category()
WORDS = """the nurse don't I'LL we'Ve it's THEY'D y'all naïve Ångström ＦＵＬＬ straße İstanbul ǅ ﬁne 中文字符 日本語テスト カタカナ 한국어
ру́сский ελληνικά עִבְרִית العربية ไทยๆ हिन्दी বাংলা e\u0301 n\u0303 \u1100\u1161 10,000.50 3.14e-10 ½ ② ٣٤٥ १२३ Ⅷ 0x1F 2024-11-22
user@example.com https://a.b/c?d=e&f#g \\n {"a": [1, 2]} <|im_end|> <|im_start|>user <|endoftext|> <s> </s> [INST] <think>
<|begin_of_text|> <0x0A> //path///x /r \u2581word Ġword \u00ad \u200b \u200d \ufeff \u2028 \u2029 \u0085 \u00a0 \u3000 \u180e 👩‍👩‍👧 🇩🇪 🏳️‍🌈 👍🏽 1️⃣
``code`` --- === *** … „quote“ «a» 、。！？ ￥100 $5 €7 + < = > ^ ~ | ` 's 'S 're 'RE '' ' ''s ſ 'ſ 'K ' T 'll'll \u0000 \u007f""".split(" ")
BLANKS = [" ", "  ", "   ", "\t", "\n", "\r\n", "\r", "\n\n", " \n", "\n ", "\t\n ", "\u00a0", "\u3000", "\u2003", "\u0085", "\x0b", "\x0c", " " * 17]


def piece(rng):
    kind = rng.randrange(12)
    if kind < 3:
        return rng.choice(WORDS)
    if kind < 6:
        return rng.choice(BLANKS)
    if kind == 6:
        return "".join(rng.choice("0123456789") for _ in range(rng.randint(1, 12)))
    if kind == 7:
        return "".join(chr(rng.randint(0x20, 0x7e)) for _ in range(rng.randint(1, 10)))
    if kind == 8:
        return "".join(rng.choice("aAbBzZéÉßñσΣ") for _ in range(rng.randint(1, 8)))
    if kind == 9:
        return "".join(rng.choice(CLASSES[rng.choice(("P", "S", "N", "L", "M", "Z", "C")[i % 7:i % 7 + 1] and list(CLASSES))])
                       for i in range(rng.randint(1, 5)))
    if kind == 10:
        category = rng.choice(list(CLASSES))
        return "".join(rng.choice(CLASSES[category]) for _ in range(rng.randint(1, 6)))
    return rng.choice((rng.choice(WORDS) + rng.choice(WORDS), rng.choice("'’") + rng.choice(("s", "T", "re", "VE", "m", "lL", "d"))))


def text(rng):
    return "".join(piece(rng) for _ in range(rng.randint(100, 400)))


def smallest(sample, differs):
    """The shortest stretch found by cutting ends off that still differs."""
    step = len(sample) // 2
    while step:
        for cut in (sample[step:], sample[:-step]):
            if cut and differs(cut):
                sample = cut
                break
        else:
            step //= 2
    return sample


def fair(name, sample):
    """Some blanks lie in a range of these two's expressions, between U+0800 and U+4E00. llama.cpp swaps blanks for
    others before it looks; the expressions by themselves, as the models' own tokenizers apply them, cut there."""
    if name in ("tekken", "gpt-4o", "llama4", "kanana2", "minimax-m2"):
        # Its adapted expressions leave out the marks that the models' own count among letters.
        return "".join(character for character in sample if not unicodedata.category(character).startswith("M"))
    if name in ("deepseek-llm", "deepseek-coder"):
        return "".join(character for character in sample if not (character > "\u07ff" and character.isspace()))
    return sample


def compare(reference, ours, texts, label):
    differing = 0
    for sample in texts:
        if reference.ids(sample) == ours.ids(sample):
            continue
        differing += 1
        if differing <= 3:
            found = smallest(sample, lambda cut: reference.ids(cut) != ours.ids(cut))
            codes = " ".join(f"{ord(character):04x}" for character in found)
            print(f"  {label}: {found!r} ({codes})\n    llama.cpp {reference.ids(found)}\n    aspiro    {ours.ids(found)}")
    return differing


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--aspiro", required=True)
    parser.add_argument("--texts", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pre", nargs="*")
    parser.add_argument("vocabularies", nargs="+")
    args = parser.parse_args()
    quiet = llama_cpp.llama_log_callback(lambda *_: None)
    llama_cpp.llama_log_set(quiet, ctypes.c_void_p(0))
    rng = random.Random(args.seed)
    texts = [text(rng) for _ in range(args.texts)]
    n_compared = n_differing = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in args.vocabularies:
            for name in [None] + (args.pre or NAMES):
                label = f"{os.path.basename(path)} as {name or 'itself'}"
                copy = path
                if name:
                    data = relabelled(path, name)
                    if data is None:
                        break
                    copy = os.path.join(folder, "vocabulary.gguf")
                    with open(copy, "wb") as file:
                        file.write(data)
                try:
                    reference = Reference(copy)
                except ValueError:
                    continue
                try:
                    differing = compare(reference, Ours(args.aspiro, copy), [fair(name, sample) for sample in texts], label)
                    n_compared += len(texts)
                    n_differing += differing
                    print(f"{label}: {len(texts) - differing} of {len(texts)} texts alike", flush=True)
                except ValueError as error:
                    print(f"{label}: not known to Aspiro: {str(error).splitlines()[-1]}", flush=True)
                reference.close()
    n_characters = sum(map(len, texts))
    print(f"{n_compared - n_differing} of {n_compared} alike; {len(texts)} texts of {n_characters} characters in all")
    return 1 if n_differing else 0


if __name__ == "__main__":
    sys.exit(main())
