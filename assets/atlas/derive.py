#!/usr/bin/env python3
"""Derives the atlas from public tables: `atlas.json` and `skills.json`, beside this script.

    python3 assets/atlas/derive.py ../shared/data

Input, below the given folder:
  onet/*.tsv.gz                    O*NET 29.3 (CC BY 4.0)
  bls/national_M2024_dl.xlsx       wages, May 2024 (U.S. Bureau of Labor Statistics)
  bls/occupation_projections.xlsx  employment projections 2024-2034 (the same)
and, from this folder, curated.txt (skills as people write them) and titles.txt (titles people type).

What is taken: names, codes and figures. No description, no task sentence. The result depends on
nothing but these files, so two runs write the same bytes. The form of the files is described in
docs/ATLAS.md. Only the standard library is used.
"""

import gzip
import json
import math
import re
import sys
import zipfile
from collections import Counter, defaultdict
from pathlib import Path
from xml.etree import ElementTree

VERSION = "onet-29.3+bls-2024-1"
WAGE_YEAR, OUTLOOK_FROM, OUTLOOK_TO = 2024, 2024, 2034
MAX_SKILLS, MAX_KNOWLEDGE, MAX_ACTIVITIES = 12, 8, 8
MAX_TECHNOLOGIES, MAX_TITLES, MAX_RELATED = 25, 100, 10

HERE = Path(__file__).resolve().parent


# Reading


def table(folder, name):
    """Rows of a gzipped table as dictionaries."""
    with gzip.open(folder / "onet" / f"{name}.tsv.gz", "rt", encoding="utf-8") as file:
        header = file.readline().rstrip("\r\n").split("\t")
        for line in file:
            yield dict(zip(header, line.rstrip("\r\n").split("\t")))


def sheet(path, name):
    """Rows of one sheet of a workbook: lists of strings, a gap as ''."""
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    with zipfile.ZipFile(path) as book:
        strings = [
            "".join(part.text or "" for part in item.iter(main + "t"))
            for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        ]
        sheets = ElementTree.fromstring(book.read("xl/workbook.xml")).iter(main + "sheet")
        wanted = next(entry.get(relation) for entry in sheets if entry.get("name") == name)
        relations = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
        target = next(entry.get("Target") for entry in relations if entry.get("Id") == wanted)
        root = ElementTree.fromstring(book.read("xl/" + target.removeprefix("/xl/")))
    for row in root.iter(main + "row"):
        values = []
        for cell in row:
            column = 0
            for letter in re.match(r"[A-Z]+", cell.get("r")).group():
                column = column * 26 + ord(letter) - 64
            values += [""] * (column - len(values))
            value = cell.find(main + "v")
            if value is None:
                text = "".join(part.text or "" for part in cell.iter(main + "t"))
            else:
                text = strings[int(value.text)] if cell.get("t") == "s" else value.text
            values[column - 1] = text
        yield values


def lines_of(name):
    """The rows of a file kept by hand, as lists of columns."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            columns = [column.strip() for column in line.split("|")]
            yield [columns[0]] + [
                [item.strip() for item in column.split(";") if item.strip()]
                for column in columns[1:]
            ]


# Skills


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
        return all(word.lower() in self.common_words for word in plain) or len(example) <= 3


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


# Occupations


def technologies(folder, codes, skills):
    """Per code: (name, hot, in demand), those that set the occupation's field apart first."""
    rows = [row for row in table(folder, "Technology_Skills") if row["O*NET-SOC Code"] in codes]
    spread = Counter(row["Example"] for row in rows)
    per_code = defaultdict(dict)
    for row in rows:
        example, hot, wanted = row["Example"], row["Hot Technology"] == "Y", row["In Demand"] == "Y"
        # A product that a single occupation names is more often a trade name of the past than a skill.
        if not (hot or wanted or spread[example] > 1 or skills.known(example)):
            continue
        name = skills.name(example)
        if name:
            before = per_code[row["O*NET-SOC Code"]].get(name, (False, False))
            per_code[row["O*NET-SOC Code"]][name] = (before[0] or hot, before[1] or wanted)
    overall, fields, sizes = Counter(), defaultdict(Counter), Counter()
    for code, names in per_code.items():
        sizes[code[:4]] += 1
        for name, (_, wanted) in names.items():
            weight = 3 if wanted else 1
            overall[name] += weight
            fields[code[:4]][name] += weight

    def share(code, name):
        return fields[code[:4]][name] / sizes[code[:4]]

    def rank(code, name):
        hot, wanted = per_code[code][name]
        lift = share(code, name) / math.sqrt(overall[name] / len(per_code))
        return (not wanted, not hot, -round(lift, 6), name)

    return {
        code: [
            (name, *names[name])
            for name in sorted(names, key=lambda name: rank(code, name))
            # What few of a field's occupations use and nobody asks for says little about this one.
            if names[name][1] or share(code, name) >= 0.1
        ][:MAX_TECHNOLOGIES]
        for code, names in per_code.items()
    }


def split_title(title):
    """“User Experience Designer (UX Designer)” is two titles."""
    match = re.fullmatch(r"(.+?) \(([^()]+)\)", title)
    return [match[1], match[2]] if match else [title]


def alternate_titles(folder, names):
    """Per code: titles people use, the commonest first, without the occupation's own."""
    own = defaultdict(list)
    for code, titles in lines_of("titles.txt"):
        if code not in names:
            sys.exit(f"titles.txt: {code} is no occupation of the atlas")
        own[code] += titles
    for row in table(folder, "Sample_of_Reported_Titles"):
        own[row["O*NET-SOC Code"]] += split_title(row["Reported Job Title"])
    others = defaultdict(list)
    for row in table(folder, "Alternate_Titles"):
        sources = row["Source(s)"].count(",") + 1
        for title in split_title(row["Alternate Title"]):
            others[row["O*NET-SOC Code"]].append((-sources, len(title.split()), title))
    result = {}
    for code, name in names.items():
        seen, kept = {name.lower()}, []
        for title in own[code] + [title for *_, title in sorted(others[code])]:
            if title.lower() not in seen and len(kept) < MAX_TITLES:
                seen.add(title.lower())
                kept.append(title)
        result[code] = kept
    return result


def rated(folder, name, limit):
    """Per code: (element id, importance) of a rated table, highest first."""
    values = defaultdict(list)
    for row in table(folder, name):
        if row["Scale ID"] == "IM" and row["Recommend Suppress"] != "Y":
            values[row["O*NET-SOC Code"]].append((row["Element ID"], float(row["Data Value"])))
    return {code: sorted(rows, key=lambda row: (-row[1], row[0]))[:limit] for code, rows in values.items()}


def activities(folder):
    """Per code: (element id, share of its tasks in percent).

    The table of rated work activities is not among the inputs, so they are counted: a task belongs to
    the activities above the detailed activities it is linked to.
    """
    tasks, linked = defaultdict(set), defaultdict(lambda: defaultdict(set))
    for row in table(folder, "Tasks_to_DWAs"):
        code = row["O*NET-SOC Code"]
        element = row["DWA ID"].rsplit(".", 2)[0]
        tasks[code].add(row["Task ID"])
        linked[code][element].add(row["Task ID"])
    return {
        code: sorted(
            ((element, 100 * len(ids) / len(tasks[code])) for element, ids in elements.items()),
            key=lambda row: (-row[1], row[0]),
        )[:MAX_ACTIVITIES]
        for code, elements in linked.items()
    }


def interests(folder):
    values = defaultdict(list)
    for row in table(folder, "Interests"):
        if row["Scale ID"] == "OI":
            values[row["O*NET-SOC Code"]].append((row["Element ID"], float(row["Data Value"])))
    return {code: sorted(rows, key=lambda row: (-row[1], row[0])) for code, rows in values.items()}


def education(folder):
    """Per code: (category, percent) of the required level of education, largest first."""
    values = defaultdict(list)
    for row in table(folder, "Education,_Training,_and_Experience"):
        if row["Scale ID"] == "RL" and float(row["Data Value"]) > 0:
            values[row["O*NET-SOC Code"]].append((int(row["Category"]), float(row["Data Value"])))
    return {code: sorted(rows, key=lambda row: (-row[1], row[0])) for code, rows in values.items()}


def related(folder, codes):
    values = defaultdict(list)
    for row in table(folder, "Related_Occupations"):
        if row["Related O*NET-SOC Code"] in codes:
            values[row["O*NET-SOC Code"]].append((int(row["Index"]), row["Related O*NET-SOC Code"]))
    return {code: [other for _, other in sorted(rows)[:MAX_RELATED]] for code, rows in values.items()}


def number(text):
    """A figure of a workbook; None where it says “#” (above what is published), “*” or “—”."""
    try:
        return float(text)
    except ValueError:
        return None


def whole(value):
    return None if value is None else round(value)


def wages(folder):
    """Per SOC code: p10, median and p90 of annual pay, and how many people work in it."""
    rows = sheet(folder / "bls" / "national_M2024_dl.xlsx", "national_M2024_dl")
    header = next(rows)
    at = {name: header.index(name) for name in ["OCC_CODE", "TOT_EMP", "A_PCT10", "A_MEDIAN", "A_PCT90"]}
    found = {}
    for row in rows:
        people, *pay = (whole(number(row[at[name]])) for name in list(at)[1:])
        found[row[at["OCC_CODE"]]] = (pay, people)
    return found


def outlooks(folder):
    """Per SOC code: the change in percent and the openings per year."""
    found = {}
    for row in sheet(folder / "bls" / "occupation_projections.xlsx", "Table 1.2"):
        if len(row) > 10 and re.fullmatch(r"\d\d-\d{4}", row[1]) and number(row[8]) is not None:
            openings = number(row[10])
            found[row[1]] = [round(number(row[8]), 1), None if openings is None else round(openings * 1000)]
    return found


def of_soc(found, code):
    """The row of a code, else of the broader group that the survey publishes instead."""
    soc = code[:7]
    return found.get(soc) or found.get(soc[:6] + "0")


# Writing


class Shared:
    """Strings that many rows share, written once."""

    def __init__(self):
        self.places = {}

    def place(self, item):
        return self.places.setdefault(item, len(self.places))

    def items(self):
        return list(self.places)


def element_names(folder):
    names = {row["Element ID"]: row["Element Name"] for row in table(folder, "Content_Model_Reference")}
    names |= {row["Element ID"]: row["Element Name"] for row in table(folder, "DWA_Reference")}
    return names


def level_names(folder):
    rows = table(folder, "Education,_Training,_and_Experience_Categories")
    # What stands in brackets explains; the name is what stands before.
    clean = lambda text: re.split(r" - | \(|;", text)[0].strip()
    return {int(row["Category"]): clean(row["Category Description"]) for row in rows if row["Scale ID"] == "RL"}


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
    zones = {row["O*NET-SOC Code"]: int(row["Job Zone"]) for row in table(folder, "Job_Zones")}
    names = {
        row["O*NET-SOC Code"]: row["Title"]
        for row in table(folder, "Occupation_Data")
        if row["O*NET-SOC Code"] in zones
    }
    codes = sorted(names)
    order = {code: place for place, code in enumerate(codes)}

    skills = Skills(common_words(folder))
    tech = technologies(folder, set(codes), skills)
    titles = alternate_titles(folder, names)
    tables = [
        rated(folder, "Skills", MAX_SKILLS),
        rated(folder, "Knowledge", MAX_KNOWLEDGE),
        activities(folder),
        interests(folder),
    ]
    levels, schooling = level_names(folder), education(folder)
    near, pay, change = related(folder, set(codes)), wages(folder), outlooks(folder)
    element_name = element_names(folder)
    elements, technology_names = Shared(), Shared()

    sharing = Counter(code[:7] for code in codes)

    occupations = []
    for code in codes:
        figures = [
            [part for element, value in rows.get(code, []) for part in (elements.place(element), round(value * 100))]
            for rows in tables
        ]
        wage, people = of_soc(pay, code) or ([None] * 3, None)
        occupations.append(
            {
                "code": code,
                "title": names[code],
                "titles": titles[code],
                "zone": zones[code],
                "skills": figures[0],
                "knowledge": figures[1],
                "activities": figures[2],
                "interests": figures[3],
                # Twice the place of the name, with what is hot and what is in demand as two low bits.
                "technologies": [
                    technology_names.place(name) * 4 + hot * 2 + wanted for name, hot, wanted in tech.get(code, [])
                ],
                "education": [
                    part for level, share in schooling.get(code, []) for part in (level, round(share * 10))
                ],
                "related": [order[other] for other in near.get(code, [])],
                "wage": wage if any(wage) else None,
                "outlook": of_soc(change, code),
                # One survey row may stand for several occupations: each is given an equal part.
                "employment": people and people // sharing[code[:7]],
            }
        )
    atlas = {
        "version": VERSION,
        "wage_year": WAGE_YEAR,
        "outlook_years": [OUTLOOK_FROM, OUTLOOK_TO],
        "levels": [levels[number] for number in sorted(levels)],
        "elements": [[element, element_name[element]] for element in elements.items()],
        "technologies": technology_names.items(),
        "occupations": occupations,
    }
    used = set(technology_names.items())
    kept_by_hand = {name for name, *_ in lines_of("curated.txt")}
    vocabulary = [skill for skill in skills.skills if skill["name"] in used | kept_by_hand]
    write("atlas.json", atlas)
    write("skills.json", {"version": VERSION, "skills": vocabulary})


def write(name, value):
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    (HERE / name).write_text(text + "\n", encoding="utf-8")
    sys.stderr.write(f"{name}: {len(text.encode())} bytes\n")


if __name__ == "__main__":
    main()
