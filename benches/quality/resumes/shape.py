"""A story → a document: blocks in frames, the same for every producer, and the truth about them.

A block is a dict with a `kind`: name, headline, contact, heading, para, bullet, row (text at both edges), rail (a
label with blocks beside it), table, gap.
"""

SEPARATORS = [" | ", " • ", " · ", "  ", " – ", ", "]
BULLETS = ["•", "–", "▪", "*", "►", "-", "○", "·", "◦", "➢"]

# Layouts: what the frame is and what goes into it. The language picks the people.
LAYOUTS = {
    "single": {}, "centred": {"centred": True}, "right-dates": {"arrange": ["row", "row2", "row3", "rowat"]}, "rail": {"arrange": ["rail"]},
    "sidebar-left": {"frame": "left"}, "sidebar-right": {"frame": "right"}, "two-columns": {"frame": "two"}, "table": {"sections": "cells"}, "grid": {"arrange": ["grid"]},
    "letter-spaced": {"spaced": True, "centred": None}, "functional": {"order": "skills"}, "academic": {"academic": True, "running": True}, "banner": {"banner": True},
    "compact": {"arrange": ["inline", "pipes", "paren"], "size": 9}, "chinese": {"languages": ["zh"], "frame": None}, "japanese": {"languages": ["ja"], "frame": None},
    "cyrillic": {"languages": ["ru", "ru", "uk"], "frame": None}, "accents": {"languages": ["en", "en", "de", "fr", "es"], "accents": True, "frame": None},
}
ANY_FRAME = ["single", "single", "single", "left", "right"]
STACKED = ["below", "datefirst", "three", "employer"]
WIDE = STACKED + ["row", "row2", "row3", "rowat", "inline", "pipes", "paren", "rail"]


def document(story, layout, language, rng):
    rule = LAYOUTS[layout]
    frame = rule.get("frame", "single") or rng.choice(ANY_FRAME)
    cjk = language in ("zh", "ja")
    page = rng.choice(["A4", "Letter"]) if not cjk else "A4"
    style = {
        "language": language, "page": page, "serif": rng.random() < 0.35, "size": rule.get("size") or rng.choice([9.5, 10, 10.5, 11]), "accent": rng.choice(["#1f3a5f", "#7a1f2b", "#222222", "#2d6a4f", "#5b3a8c", "#b5541c"]),
        "frame": frame, "centred": rule.get("centred", False) is True or rule.get("centred", 0) is None and rng.random() < 0.5, "banner": bool(rule.get("banner")), "dark": frame in ("left", "right") and rng.random() < 0.4,
        "spaced": rng.choice([0.15, 0.25, 0.4]) if rule.get("spaced") else 0, "upper": rng.random() < 0.4, "rule": rng.random() < 0.5, "glyph": rng.choice(BULLETS), "bordered": rng.random() < 0.5,
        "running": None, "hidden": None, "photo": frame != "single" and rng.random() < 0.25, "gap": rng.choice([3, 5, 7]),
    }
    room = {"single": 78, "left": 50, "right": 50, "two": 0}[frame]
    headings = story["headings"]
    contact = story["contact"]
    name = contact["full_name"]
    if style["spaced"] or rng.random() < 0.15 and not cjk:
        name = name.upper().replace("SS", "ß") if "ß" in name else name.upper()
        contact["full_name"] = name
    arrange = rng.choice(rule.get("arrange") or (WIDE if room == 78 else STACKED + (["row", "row2"] if room else [])))
    if cjk and arrange in ("rowat", "inline", "pipes", "paren"):
        arrange = "row"
    shape = Shape(rng, style, room, cjk)

    summary = section(headings["summary"], [para(story["summary"])]) if story["summary"] else None
    positions = section(headings["experience"], shape.positions(story["experience"], arrange))
    studies = section(headings["education"], shape.studies(story["education"], arrange))
    skills = section(headings["skills"], shape.skills(story["groups"], narrow=frame in ("left", "right", "two")))
    extras = [section(headings[kind], shape.extra(kind, items)) for kind, items in story["extras"].items()]
    top = [{"kind": "name", "text": name}] + ([{"kind": "headline", "text": story["headline"]}] if story["headline"] else [])

    place = "full"
    side, main = [], []
    if frame in ("left", "right"):
        # A name stands above both columns, in the one at the left, or in the wide one.
        place = rng.choice(["full", "main"] if frame == "right" else ["full", "side", "main"] if not style["dark"] else ["side", "side", "full"])
        if place == "full" and rng.random() < 0.5:
            top += shape.contact(contact, story["labels"])
        else:
            side.append(section(headings.get("contact") if rng.random() < 0.7 else None, shape.contact(contact, story["labels"], stacked=True)))
        side += [skills] + extras
        main = [summary, positions, studies]
        if rng.random() < 0.3:
            main.remove(studies)
            side.append(section(headings["education"], shape.studies(story["education"], "three")))
    else:
        top += shape.contact(contact, story["labels"])
        body = [skills, positions, studies] if rule.get("order") else rng.choice([[positions, studies, skills], [positions, studies, skills], [studies, positions, skills], [skills, positions, studies], [positions, skills, studies]])
        if frame == "two":
            main, side = [summary, positions], [studies, skills] + extras
        else:
            main = [summary] + body + extras
    style["place"] = place
    main, side = [part for part in main if part], [part for part in side if part]
    if style["upper"] and not cjk:
        for part in main + side:
            part["heading"] = part["heading"] and part["heading"].upper()
    if rule.get("sections") == "cells":
        main = [{"heading": None, "blocks": [{"kind": "rail", "label": part["heading"], "blocks": part["blocks"], "strong": True}]} for part in main]
    if rule.get("running"):
        style["running"] = (f"{contact['full_name']}{rng.choice([' – Curriculum Vitae', ', CV', ' | Résumé'])}", rng.choice(["Page {}", "{}", "– {} –"]))
    return {"style": style, "top": top, "main": main, "side": side}


def section(heading, blocks):
    return {"heading": heading, "blocks": blocks}


def para(text, **look):
    return {"kind": "para", "text": text, **look}


class Shape:
    def __init__(self, rng, style, room, cjk):
        self.rng, self.style, self.room = rng, style, room // 2 if cjk else room
        self.comma = rng.choice([", ", ", ", " – ", " | ", " · "]) if not cjk else "　"
        self.bare = rng.random() < 0.25

    def row(self, left, right, **look):
        if right is None:
            return [para(left, **look)]
        if len(left) + len(right) > self.room:
            return [para(left, **look), para(right, italic=look.get("italic", False))]
        return [{"kind": "row", "left": left, "right": right, **look}]

    def positions(self, jobs, arrange):
        if arrange == "grid":
            rows = [[job["dates"], job["title"], job["company"]] for job in jobs]
            for job in jobs:
                job["location"], job["bullets"] = None, []
            return [{"kind": "table", "rows": rows}]
        blocks = []
        for index, job in enumerate(jobs):
            if index:
                blocks.append({"kind": "gap"})
            if self.bare:
                job["location"] = None
            deeds = [{"kind": "bullet", "text": deed, "glyph": self.style["glyph"]} for deed in job["bullets"]]
            blocks += self.entry(job["title"], job["company"], job["location"], job["dates"], arrange, deeds, self.comma)
        return blocks

    def entry(self, title, company, location, dates, arrange, deeds, comma):
        at = company if not location else company + comma + location
        if arrange == "rail":
            return [{"kind": "rail", "label": dates, "blocks": [para(title, bold=True), para(at)] + deeds}]
        head = {
            "row": lambda: self.row(title, dates, bold=True) + [para(at, italic=True)],
            "row2": lambda: self.row(company, dates, bold=True) + self.row(title, location, italic=True),
            "row3": lambda: self.row(company, location, bold=True) + self.row(title, dates, italic=True),
            "rowat": lambda: self.row(f"{title}{self.rng.choice([' at ', ', ', ' | ']) if not location else ', '}{at}", dates, bold=True),
            "below": lambda: [para(title, bold=True), para(at), para(dates, italic=True)],
            "datefirst": lambda: [para(dates), para(title, bold=True), para(at)],
            "three": lambda: [para(title, bold=True), para(f"{company} | {dates}")] + ([para(location)] if location else []),
            "employer": lambda: [para(at, bold=True), para(title), para(dates)],
            "inline": lambda: [para(f"{title}, {at}, {dates}" if comma == ", " else f"{title}{comma}{at}{comma}{dates}", bold=True)],
            "pipes": lambda: [para(" | ".join(part for part in [title, company, location, dates] if part), bold=True)],
            "paren": lambda: [para(f"{title} – {at} ({dates})" if comma != " – " else f"{title}, {company}{', ' + location if location else ''} ({dates})", bold=True)],
        }
        return head[arrange]() + deeds

    def studies(self, studies, arrange):
        if arrange == "grid":
            for study in studies:
                study["location"] = None
            return [{"kind": "table", "rows": [[study["dates"], study["degree"], study["institution"]] for study in studies]}]
        blocks = []
        for study in studies:
            if blocks:
                blocks.append({"kind": "gap"})
            if self.bare or self.rng.random() < 0.3 and len(studies) == 1:
                study["location"] = None
            notes = [para(note) if self.rng.random() < 0.5 else {"kind": "bullet", "text": note, "glyph": self.style["glyph"]} for note in study["notes"]]
            blocks += self.entry(study["degree"], study["institution"], study["location"], study["dates"], "row" if arrange == "rowat" else arrange, notes, self.comma)
        return blocks

    def skills(self, groups, narrow):
        items = [item for _, items in groups for item in items]
        # Items as they come: a list that is not grouped is still in the groups' order.
        if narrow:
            way = self.rng.choice(["each", "each", "bullets", "comma"])
        else:
            way = self.rng.choice(["grouped", "grouped", "comma", "pipes", "bullets", "middots"])
        if way == "grouped" and groups[0][0]:
            colon = self.rng.choice([": ", ": ", " – "])
            return [para(label + colon + ", ".join(items)) for label, items in groups]
        if way == "each":
            return [para(item) for item in items]
        if way == "bullets":
            return [{"kind": "bullet", "text": item, "glyph": self.style["glyph"]} for item in items]
        comma = {"pipes": " | ", "middots": self.rng.choice([" • ", " · "])}.get(way, "、" if self.style["language"] in ("zh", "ja") else ", ")
        return [para(comma.join(items))]

    def extra(self, kind, items):
        if kind == "publications" or self.rng.random() < 0.4:
            return [{"kind": "bullet", "text": item, "glyph": self.style["glyph"]} for item in items]
        if kind == "certifications":
            return [para(item) for item in items]
        return [para(", ".join(items))]

    def contact(self, contact, labels, stacked=False):
        parts = [("location", contact["location"]), ("phone", contact["phone"]), ("email", contact["email"])]
        self.rng.shuffle(parts)
        parts += [("link", link) for link in contact["links"]]
        labels = labels or self.rng.choice([{}, {}, {"email": "Email: ", "phone": "Phone: "}, {"email": "E-mail: ", "phone": "Tel: "}, {"email": "e: ", "phone": "t: "}])
        texts = [labels.get(kind, "") + text for kind, text in parts]
        if stacked:
            return [{"kind": "contact", "text": text} for text in texts]
        separator = self.rng.choice(SEPARATORS[:5] if any("," in text for text in texts) else SEPARATORS)
        way = self.rng.choice(["line", "line", "two", "each"])
        if way == "each":
            return [{"kind": "contact", "text": text} for text in texts]
        if way == "two" or len(separator.join(texts)) > 90:
            return [{"kind": "contact", "text": separator.join(half)} for half in (texts[:2], texts[2:]) if half]
        return [{"kind": "contact", "text": separator.join(texts)}]


def lines(blocks):
    for block in blocks:
        if block["kind"] == "row":
            yield f"{block['left']} {block['right']}"
        elif block["kind"] == "rail":
            yield block["label"]
            yield from lines(block["blocks"])
        elif block["kind"] == "table":
            yield from (cell for row in block["rows"] for cell in row)
        elif block["kind"] != "gap":
            yield block["text"]


def column(sections):
    for part in sections:
        if part["heading"]:
            yield part["heading"]
        yield from lines(part["blocks"])


def columns(document):
    """Blocks by where they stand: above everything, in the main column, in the side column."""
    place = document["style"]["place"]
    top = [{"heading": None, "blocks": document["top"]}]
    full = top if place == "full" else []
    main = (top if place == "main" else []) + document["main"]
    side = (top if place == "side" else []) + document["side"]
    return full, main, side


def truth(document, story):
    full, main, side = columns(document)
    # Left before right, but the column that begins with the name before the other.
    first, second = (side, main) if document["style"]["frame"] == "left" and document["style"]["place"] != "main" or document["style"]["place"] == "side" else (main, side)
    visible = [line for part in (full, first, second) for line in column(part)]
    hidden = document["style"]["hidden"]
    studies = [{key: study[key] for key in ("degree", "institution", "location", "dates")} for study in story["education"]]
    return {"contact": story["contact"], "experience": story["experience"], "education": studies, "skills": [item for _, items in story["groups"] for item in items], "lines": visible, "hidden": [hidden["text"]] if hidden else []}
