"""The vocabulary of skills: what `curated.txt` holds, and the technologies it does not have."""

import re
import sys
from collections import Counter

from tables import lines_of, table


def key(name):
    return " ".join(name.lower().replace("-", " ").split())


class Skills:
    """The vocabulary: what is kept by hand, and the technologies it does not have yet."""

    def __init__(self, common_words):
        self.common_words = common_words
        self.skills = []
        self.by_key = {}
        self.by_onet = {}
        for name, aliases, onet in lines_of("curated.txt"):
            for form in dict.fromkeys(map(key, [name, *aliases])):
                if form in self.by_key:
                    sys.exit(f"curated.txt: “{form}” is both {self.by_key[form]} and {name}")
                self.by_key[form] = name
            for example in onet:
                self.by_onet[example] = name
            self.skills.append({"name": name, "aliases": aliases})

    def known(self, example):
        """The curated name of a technology, or None."""
        bare = example.removesuffix(" software")
        return self.by_onet.get(example) or self.by_key.get(key(example)) or self.by_key.get(key(bare))

    def name(self, example):
        """How the atlas calls a technology; None for a kind of software rather than a product."""
        known = self.known(example)
        if known or self.is_kind(example):
            return known
        bare = example.removesuffix(" software").strip()
        phrase, acronym = split_acronym(bare)
        self.by_onet[example] = phrase
        if key(phrase) not in self.by_key:
            self.by_key[key(phrase)] = phrase
            aliases = []
            if acronym and acronym.lower() not in self.common_words and key(acronym) not in self.by_key:
                self.by_key[key(acronym)] = phrase
                aliases.append(acronym)
            self.skills.append({"name": phrase, "aliases": aliases})
        return self.by_key[key(phrase)]

    def is_kind(self, example):
        """“Inventory management software” is a kind; “Autodesk software” is a product.

        A product whose name is nothing but everyday words, or three letters, would be found in any prose.
        """
        words = re.findall(r"[A-Za-z]+", example)
        plain = [word for word in words if not (word.isupper() and len(word) > 1)]
        is_common = lambda word: word in self.common_words or word + "s" in self.common_words
        return all(is_common(word.lower()) for word in plain) or len(example) <= 3


def split_acronym(name):
    """“Border Gateway Protocol BGP” is a phrase and its acronym."""
    match = re.fullmatch(r"(.+?) \(?([A-Z]{3,6})\)?", name)
    if match:
        initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", match[1])).upper()
        if initials == match[2]:
            return match[1], match[2]
    return name, None


def common_words(folder):
    """Words that tasks write in lower case and kinds of software: what a product's name is not made of."""
    counts = Counter()
    for row in table(folder, "Task_Statements"):
        counts.update(re.findall(r"\b[a-z]{2,}\b", row["Task"]))
    words = set(counts)
    for row in table(folder, "Technology_Skills"):
        words.update(re.findall(r"[a-z]+", row["Commodity Title"].lower()))
    # Makers are not skills, and an abbreviation for "and so on" is no clock.
    return words | {"etc", "google", "microsoft", "oracle", "apple", "amazon", "ibm", "adobe"}
