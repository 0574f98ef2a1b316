#!/usr/bin/env python3
"""Derives the atlas from public tables: `atlas.json`, `titles.bin` and `skills.json`, beside this script.

    python3 assets/atlas/derive.py ../shared/data

Input, below the given folder:
  onet/*.tsv.gz                    O*NET 29.3 (CC BY 4.0)
  bls/national_M2024_dl.xlsx       wages, May 2024 (U.S. Bureau of Labor Statistics)
  bls/occupation_projections.xlsx  employment projections 2024-2034 (the same)
  esco/occupations.csv             labels of ESCO 1.1 (European Union)
  esco/crosswalk_esco_onet.csv     which of its occupations are which of O*NET's (the same)
and, from this folder, curated.txt (skills as people write them) and titles.txt (titles people type).

What is taken: names, codes and figures. No description, no task sentence. The result depends on
nothing but these files, so two runs write the same bytes. The form of the files is described in
docs/ATLAS.md. Only the standard library is used.
"""

import json
import math
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from tables import HERE, lines_of, number, sheet, table
from titles import all_titles, crosswalk, packed
from vocabulary import Skills, common_words

VERSION = "onet-29.3+bls-2024+esco-1.1-2"
WAGE_YEAR, OUTLOOK_FROM, OUTLOOK_TO = 2024, 2024, 2034
MAX_TECHNOLOGIES, MAX_RELATED = 25, 10
# Less important than “somewhat” is what an occupation does without, but for the first of each kind.
MIN_IMPORTANCE, MIN_RATED = 2.0, 12
RATED = {"skills": "Skills", "knowledge": "Knowledge", "styles": "Work_Styles"}


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


def rated(folder, name):
    """Per code: (element id, importance, level) of a rated table, most important first."""
    values = defaultdict(lambda: defaultdict(dict))
    for row in table(folder, name):
        # A level says nothing where the element is not part of the work.
        if row["Recommend Suppress"] != "Y" and row.get("Not Relevant") != "Y":
            values[row["O*NET-SOC Code"]][row["Element ID"]][row["Scale ID"]] = float(row["Data Value"])
    found = {}
    for code, elements in values.items():
        rows = [(element, of["IM"], of.get("LV")) for element, of in elements.items() if "IM" in of]
        rows.sort(key=lambda row: (-row[1], row[0]))
        found[code] = [row for at, row in enumerate(rows) if at < MIN_RATED or row[1] >= MIN_IMPORTANCE]
    return found


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
        )
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


def whole(value):
    return None if value is None else round(value)


def wages(folder):
    """Per SOC code: p10, p25, median, p75 and p90 of annual pay, and how many people work in it."""
    rows = sheet(folder / "bls" / "national_M2024_dl.xlsx", "national_M2024_dl")
    header = next(rows)
    at = {name: header.index(name) for name in ["OCC_CODE", "TOT_EMP", "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90"]}
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


def flat(rows):
    return [part for row in rows for part in row]


def figures(elements, rows):
    """Triples of an element's place, its hundredfold figure and its hundredfold level, which may be null."""
    return flat(
        (elements.place(element), round(value * 100), None if level is None else round(level * 100))
        for element, value, level in rows
    )


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
    esco = crosswalk(folder, names)
    titles = all_titles(folder, names, esco)
    rated_tables = {name: rated(folder, table) for name, table in RATED.items()}
    tasks, profile = activities(folder), interests(folder)
    levels, schooling = level_names(folder), education(folder)
    near, pay, change = related(folder, set(codes)), wages(folder), outlooks(folder)
    elements, technology_names = Shared(), Shared()

    sharing = Counter(code[:7] for code in codes)

    occupations = []
    for code in codes:
        wage, people = of_soc(pay, code) or ([None] * 5, None)
        occupations.append(
            {
                "code": code,
                "title": names[code],
                "titles_by_hand": titles[code][1],
                "main_titles": titles[code][2],
                "zone": zones[code],
                **{name: figures(elements, rows.get(code, [])) for name, rows in rated_tables.items()},
                "activities": flat((elements.place(id), round(share * 100)) for id, share in tasks.get(code, [])),
                "interests": flat((elements.place(id), round(value * 100)) for id, value in profile.get(code, [])),
                # Four times the place of the name, with what is hot and what is in demand as two low bits.
                "technologies": [
                    technology_names.place(name) * 4 + hot * 2 + wanted for name, hot, wanted in tech.get(code, [])
                ],
                "education": flat((level, round(share * 10)) for level, share in schooling.get(code, [])),
                "related": [order[other] for other in near.get(code, [])],
                "wage": wage if any(wage) else None,
                "outlook": of_soc(change, code),
                # One survey row may stand for several occupations: each is given an equal part.
                "employment": people and people // sharing[code[:7]],
                "esco": esco.get(code, []),
            }
        )
    element_name = element_names(folder)
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
    write("atlas.json", as_json(atlas))
    write("skills.json", as_json({"version": VERSION, "skills": vocabulary}))
    write("titles.bin", packed([[names[code], *titles[code][0]] for code in codes]))


def as_json(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def write(name, content):
    (HERE / name).write_bytes(content)
    sys.stderr.write(f"{name}: {len(content)} bytes\n")


if __name__ == "__main__":
    main()
