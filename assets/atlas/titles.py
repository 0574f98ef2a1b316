"""What occupations are called: the titles of O*NET, the labels of ESCO, and titles kept by hand."""

import re
import struct
import sys
from collections import Counter, defaultdict

from tables import comma_separated, lines_of, table

# What each kind of match lends: an occupation of ESCO that is wider than ours would bring titles of others.
KINDS = ["exactMatch", "closeMatch", "broadMatch", "narrowMatch"]
LENDING = KINDS[:3]
# Rows above the header of the crosswalk, which say what it is.
CROSSWALK_PREAMBLE = 16
# Titles an occupation is held against in a match; the others are for finding it.
MAX_MAIN = 100

LAST_WORD, END = 1 << 15, 0xFFFF
SMALL_WORDS = {"and", "at", "for", "in", "of", "on", "or", "the", "to", "with"}


def split_title(title):
    """“User Experience Designer (UX Designer)” is two titles."""
    match = re.fullmatch(r"(.+?) \(([^()]+)\)", title)
    return [match[1], match[2]] if match else [title]


def as_title(label):
    """A label of ESCO in the case of a title: “ICT help desk agent”, “ICT Help Desk Agent”."""
    words = [word if word in SMALL_WORDS else word[:1].upper() + word[1:] for word in label.split()]
    return " ".join(words)


def crosswalk(folder, names):
    """Per code: (identifier, label, place of its kind) of occupations of ESCO, the nearest kind first."""
    found = defaultdict(list)
    for row in comma_separated(folder / "esco" / "crosswalk_esco_onet.csv", CROSSWALK_PREAMBLE):
        code, uri, kind = row["O*NET Id"], row["ESCO or ISCO URI"], row["Type of Match"]
        # Groups of ISCO stand among the occupations of ESCO.
        if code in names and kind in KINDS and "/esco/occupation/" in uri:
            found[code].append((uri.rsplit("/", 1)[1], row["ESCO or ISCO Title"].strip(), KINDS.index(kind)))
    return {code: sorted(set(rows), key=lambda row: (row[2], row[1])) for code, rows in found.items()}


def labels(folder):
    """Per identifier of ESCO: its preferred label, then the alternative ones."""
    found = {}
    for row in comma_separated(folder / "esco" / "occupations.csv"):
        others = [label.strip() for label in row["ALTLABELS"].split("\n") if label.strip()]
        found[row["ORIGINURI"].rsplit("/", 1)[1]] = [row["PREFERREDLABEL"].strip(), *others]
    return found


def all_titles(folder, names, esco):
    """Per code: its titles without its own, those people use most first; how many of them are kept by hand, and how
    many are the main ones.
    """
    by_hand, reported, others, lent = (defaultdict(list) for _ in range(4))
    for code, titles in lines_of("titles.txt"):
        if code not in names:
            sys.exit(f"titles.txt: {code} is no occupation of the atlas")
        by_hand[code] += titles
    for row in table(folder, "Sample_of_Reported_Titles"):
        reported[row["O*NET-SOC Code"]] += split_title(row["Reported Job Title"])
    for row in table(folder, "Alternate_Titles"):
        sources = row["Source(s)"].count(",") + 1
        forms = split_title(row["Alternate Title"]) + [row["Short Title"]]
        for title in dict.fromkeys(filter(None, forms)):
            others[row["O*NET-SOC Code"]].append((-sources, len(title.split()), title))
    label = labels(folder)
    for code, rows in esco.items():
        for identifier, _, kind in rows:
            if KINDS[kind] in LENDING:
                lent[code] += map(as_title, label.get(identifier, []))
    result = {}
    for code, name in names.items():
        near = [as_title(title) for _, title, kind in esco.get(code, []) if KINDS[kind] == "exactMatch"]
        ours = by_hand[code] + reported[code] + near + [title for *_, title in sorted(others[code])]
        n_main = min(len(distinct(ours, name)), MAX_MAIN)
        result[code] = (distinct(ours + lent[code], name), len(distinct(by_hand[code], name)), n_main)
    return result


def distinct(titles, name):
    """Without what differs in case only, and without the occupation's own name."""
    seen = {name.lower(): None}
    kept = []
    for title in titles:
        if title.lower() not in seen:
            seen[title.lower()] = None
            kept.append(" ".join(title.split()))
    return kept


def packed(titles):
    """Lists of titles as bytes: their words once, the commonest first, then places of words, two bytes each.

    The top bit marks the last word of a title; 0xFFFF ends a list. Before it all, four bytes say how long the
    words are, of which each stands on a line. Numbers are little-endian.
    """
    counts = Counter(word for of_one in titles for title in of_one for word in title.split())
    words = sorted(counts, key=lambda word: (-counts[word], word))
    if len(words) >= LAST_WORD - 1:
        sys.exit("titles: more words than two bytes can number")
    place = {word: at for at, word in enumerate(words)}
    numbers = []
    for of_one in titles:
        for title in of_one:
            numbers += [place[word] for word in title.split()]
            numbers[-1] |= LAST_WORD
        numbers.append(END)
    text = "\n".join(words).encode()
    return struct.pack("<I", len(text)) + text + struct.pack(f"<{len(numbers)}H", *numbers)
