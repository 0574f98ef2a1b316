"""A life as a résumé tells it, before it has a shape: contact, positions, studies, skills."""

from foreign import LANGUAGES as FOREIGN
from people import contact, person
from trades import CERTIFICATES, INTERESTS, LANGUAGES, NAMES, PAPERS, SCHOOLS, STUDY_NOTES, SUMMARIES, TRADES

HEADINGS = {
    "summary": ["Summary", "Profile", "About Me", "Professional Summary", "Objective"],
    "experience": ["Experience", "Work Experience", "Professional Experience", "Employment History", "Work History", "Employment", "Career History"],
    "education": ["Education", "Education and Training", "Academic Background", "Qualifications", "Studies"],
    "skills": ["Skills", "Technical Skills", "Core Competencies", "Key Skills", "Areas of Expertise", "Skills & Tools"],
    "languages": ["Languages"], "certifications": ["Certifications", "Certificates", "Licenses and Certifications"],
    "interests": ["Interests", "Hobbies", "Hobbies and Interests"], "publications": ["Publications", "Selected Publications"],
    "contact": ["Contact", "Contact Details"],
}
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
SHORT = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
PRESENT = ["Present", "present", "Current", "Now", "today", "Present"]
DASHES = [" – ", " - ", " — ", "–", "-", " to "]


class Dates:
    """One way of writing months and spans of them, kept to in one résumé."""

    def __init__(self, language, rng):
        words = FOREIGN.get(language)
        self.language = language
        self.present = words["present"] if words else rng.choice(PRESENT)
        self.dash = rng.choice(DASHES if not words else DASHES[:4])
        names = words["months"] if words else rng.choice([MONTHS, SHORT, SHORT])
        numeric = ["{m:02}/{y}", "{m:02}.{y}", "{y}-{m:02}", "{y}/{m:02}", "{y}"]
        named = ["{name} {y}", "{name} {y}", "{name}, {y}"] if not words else ["{name} {y}"]
        if language in ("zh", "ja"):
            self.form = rng.choice(["{y}年{m}月", "{y}.{m:02}", "{y}/{m:02}", "{y}年{m}月"])
        else:
            self.form = rng.choice(named * (3 if not words else 2) + numeric)
        if self.form == "{y}-{m:02}" or "." in self.form:
            self.dash = rng.choice([" – ", " - ", " to "] if not words else [" – ", " - "])
        self.names = names or MONTHS

    def month(self, when):
        year, month = when
        return self.form.format(y=year, m=month, name=self.names[month - 1])

    def span(self, start, end):
        return self.month(start) + self.dash + (self.present if end is None else self.month(end))

    def plain(self, when):
        if when is None:
            return "present"
        return f"{when[0]}" if self.form == "{y}" else f"{when[0]}-{when[1]:02}"


def filled(text, rng, **more):
    amount = rng.choice(["$40,000", "€1.2 million", "$3.5M", "£250k"])
    return text.format(n=rng.randint(2, 90), p=f"{rng.randint(5, 60)}%", m=amount, **more)


def careers(rng, n):
    """Spans of months, latest first, with a gap here and there."""
    spans, (year, month) = [], (2026, rng.randint(1, 10))
    for index in range(n):
        length = rng.randint(7, 70)
        first = year * 12 + month - 1 - length
        start = (first // 12, first % 12 + 1)
        end = None if index == 0 and rng.random() < 0.75 else (year, month)
        spans.append((start, end))
        after = first - rng.choice([1, 1, 2, 5])
        year, month = after // 12, after % 12 + 1
    return spans, year


def tell(language, culture, rng, academic=False, brief=False):
    """`language` "en" takes its people from `culture`; others bring their own."""
    dates = Dates(language, rng)
    words = FOREIGN.get(language)
    if words:
        return abroad(language, words, dates, rng)
    reach, places = person(culture, rng)
    trade = TRADES["biology" if academic else rng.choice(sorted(TRADES))]
    names = rng.sample(NAMES, 8)
    n_jobs = rng.randint(4, 6) if academic else rng.randint(1, 3) if brief else rng.randint(2, 5)
    spans, first_year = careers(rng, n_jobs)
    experience = []
    titles = rng.sample(trade["titles"], min(n_jobs, len(trade["titles"])))
    for index, (start, end) in enumerate(spans):
        deeds = rng.sample(trade["deeds"], min(rng.randint(1, 4), len(trade["deeds"])))
        experience.append({"title": titles[index % len(titles)], "company": rng.choice(trade["employers"]).format(names[index]), "location": rng.choice(places), "dates": dates.span(start, end),
                           "start": dates.plain(start), "end": dates.plain(end), "bullets": [filled(deed, rng) for deed in deeds]})
    n_studies = rng.choice([1, 1, 2]) + academic
    studies = []
    for index, degree in enumerate(rng.sample(trade["degrees"], min(n_studies, len(trade["degrees"])))):
        last = first_year - 5 * index - rng.randint(0, 1)
        studies.append({"degree": degree, "institution": rng.choice(SCHOOLS).format(names[6 + index % 2]), "location": rng.choice(places), "dates": school_dates(last, dates, rng),
                        "notes": [filled(rng.choice(STUDY_NOTES), rng)] if rng.random() < 0.3 else []})
    groups = [(label, rng.sample(items, max(2, min(len(items), rng.randint(2, 6))))) for label, items in trade["skills"].items()]
    extras = {"languages": rng.sample(LANGUAGES, rng.randint(2, 3)), "certifications": rng.sample(CERTIFICATES, rng.randint(1, 2)), "interests": rng.sample(INTERESTS, 3)}
    extras = {name: extras[name] for name in rng.sample(sorted(extras), rng.randint(0, 2))}
    if academic:
        extras["publications"] = [f"{paper}. Journal of Invented Results {rng.randint(2, 40)} ({rng.randint(2008, 2025)})." for paper in rng.sample(PAPERS, 4)]
    title = experience[0]["title"]
    summary = filled(rng.choice(SUMMARIES), rng, title=title, years=rng.randint(2, 30)) if rng.random() < 0.6 else None
    headings = {kind: rng.choice(forms) for kind, forms in HEADINGS.items()}
    return {"contact": reach, "headline": title if rng.random() < 0.4 else None, "summary": summary, "experience": experience, "education": studies, "groups": groups, "extras": extras, "headings": headings, "labels": None}


def school_dates(last, dates, rng):
    first = last - rng.randint(2, 5)
    kind = rng.random()
    if kind < 0.4:
        return f"{first}{dates.dash if dates.dash.strip() != 'to' else ' – '}{last}"
    if kind < 0.75 or dates.language != "en":
        return f"{last}"
    return dates.span((first, 9), (last, 6))


def abroad(language, words, dates, rng):
    trade = rng.choice(words["trades"])
    first, last = rng.choice(words["given"]), rng.choice(words["family"])
    name = last + first if language == "zh" else f"{last} {first}" if language == "ja" else f"{first} {last}"
    reach = contact(name, rng.choice(words["spoken"]), rng.choice(words["places"]), rng.choice(words["phones"]), rng)
    n_jobs = rng.randint(1, 3)
    spans, first_year = careers(rng, n_jobs)
    titles = rng.sample(trade["titles"], min(n_jobs, len(trade["titles"])))
    employers = rng.sample(trade["employers"], min(n_jobs, len(trade["employers"])))
    experience = [{"title": titles[index], "company": employers[index], "location": rng.choice(words["places"]), "dates": dates.span(start, end), "start": dates.plain(start), "end": dates.plain(end),
                   "bullets": [filled(deed, rng) for deed in rng.sample(trade["deeds"], rng.randint(2, len(trade["deeds"])))]} for index, (start, end) in enumerate(spans)]
    studies = [{"degree": rng.choice(trade["degrees"]), "institution": rng.choice(words["schools"]), "location": rng.choice(words["places"]), "dates": school_dates(first_year, dates, rng), "notes": []}]
    extras = {"languages": rng.sample(words["tongues"], 2)} if rng.random() < 0.6 else {}
    summary = filled(rng.choice(words["summaries"]), rng, years=rng.randint(2, 25)) if rng.random() < 0.6 else None
    headings = {kind: rng.choice(forms) for kind, forms in words["headings"].items()}
    return {"contact": reach, "headline": experience[0]["title"] if rng.random() < 0.4 else None, "summary": summary, "experience": experience, "education": studies, "groups": [(None, rng.sample(trade["skills"], len(trade["skills"])))],
            "extras": extras, "headings": headings, "labels": words["labels"]}
