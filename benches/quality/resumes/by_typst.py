"""A document through Typst: grids, placed boxes, blocks with a fill."""

import json

import typst

from shape import columns


def write(document, path):
    file = path.with_suffix(".typ")
    file.write_text(source(document), encoding="utf-8")
    try:
        typst.compile(str(file), output=str(path))
    finally:
        file.unlink()


def string(text):
    return "#" + f"text({json.dumps(text, ensure_ascii=False)})"


def source(document):
    style = document["style"]
    serif = '("Libertinus Serif", "DejaVu Serif")' if style["serif"] else '("Liberation Sans", "DejaVu Sans")'
    family = {"zh": '("Noto Sans CJK SC", "DejaVu Sans")', "ja": '("Noto Sans CJK JP", "DejaVu Sans")'}.get(style["language"], serif)
    dark, size = style["dark"], style["size"]
    margin = "0mm" if dark or style["banner"] else "18mm"
    running = ""
    if style["running"]:
        top, bottom = style["running"]
        before, after = bottom.split("{}")
        running = f", header: text(size: 8pt)[{string(top)}], footer: context align(center, text(size: 8pt)[{string(before)}#counter(page).display(){string(after)}])"
    out = [
        f'#set page(paper: "{"a4" if style["page"] == "A4" else "us-letter"}", margin: {margin}{running})',
        f'#set text(font: {family}, size: {size}pt, lang: "{style["language"]}", hyphenate: false)', "#set par(leading: 0.55em, spacing: 0.65em)",
    ]
    full, main, side = columns(document)
    hidden = style["hidden"] and hide(style["hidden"])
    where = style["hidden"]["where"] if hidden else None
    header = sections(full, style)
    if header:
        header = f"#align({'center' if style['centred'] else 'left'})[\n{header}\n]"
        if dark:
            header = f"#pad(x: 8mm, top: 10mm)[\n{header}\n]"
        if style["banner"]:
            header = f'#block(fill: rgb("{style["accent"]}"), width: 100%, inset: (x: 18mm, y: 9mm))[#set text(fill: white)\n{header}]'
        out.append(header)
    if hidden and where == "top" and not style["banner"]:
        out.append(hidden)
    if style["frame"] == "single":
        parts = [sections([part], style) for part in main]
        if where == "middle":
            parts.insert(1, hidden)
        text = "\n".join(parts)
        out.append(f"#pad(x: 18mm, bottom: 12mm)[\n{text}\n]" if style["banner"] else text)
    else:
        aside = sections(side, {**style, "narrow": style["frame"] != "two"}, light=dark)
        aside = f'#block(fill: rgb("24303c"), width: 100%, height: 225mm, inset: (x: 6mm, y: 12mm))[#set text(fill: white)\n{aside}]' if dark else aside
        centre = sections(main, style) + (hidden if where == "middle" else "")
        centre = f"#pad(x: 8mm, y: 12mm)[\n{centre}\n]" if dark else centre
        widths = {"left": "(31%, 1fr)", "right": "(1fr, 31%)", "two": "(1fr, 1fr)"}[style["frame"]]
        cells = [aside, centre] if style["frame"] == "left" else [centre, aside]
        out.append(f"#grid(columns: {widths}, gutter: {'0mm' if dark else '8mm'}, [\n{cells[0]}\n], [\n{cells[1]}\n])")
    if hidden and (where == "end" or where == "top" and style["banner"]):
        out.append(hidden)
    return "\n\n".join(out)


def hide(hidden):
    text = string(hidden["text"])
    return {
        "white": f"\n\n#text(fill: white)[{text}]\n\n", "tiny": f"\n\n#text(size: 1pt)[{text}]\n\n", "off-page": f"\n\n#place(dx: -2000pt)[#box(width: 900pt)[{text}]]\n\n",
        "covered": f'\n\n#block[{text}#place(top + left, dx: -2pt, dy: -2pt, rect(fill: rgb("dde6ee"), width: 100% + 4pt, height: 34pt))]\n#v(34pt)\n',
    }[hidden["way"]]


def sections(parts, style, light=False):
    out = []
    for part in parts:
        if part["heading"]:
            out.append(heading(part["heading"], style, light))
        out += [block(each, style) for each in part["blocks"]]
    return "\n\n".join(out)


def heading(text, style, light):
    color = "white" if light else f'rgb("{style["accent"]}")'
    rule = f"\n#v(-0.35em)#line(length: 100%, stroke: 0.6pt + {color})" if style["rule"] else ""
    return f'#block(above: 1.1em, below: 0.6em, sticky: true)[#text(weight: "bold", size: 1.2em, fill: {color}, {json.dumps(text, ensure_ascii=False)}){rule}]'


def block(each, style):
    kind = each["kind"]
    if kind == "name":
        return f'#block[#text(size: 2em, tracking: {style["spaced"]}em, weight: "{"bold" if style["upper"] else "regular"}", {json.dumps(each["text"], ensure_ascii=False)})]'
    if kind == "bullet":
        return f"#block(breakable: false)[#grid(columns: (10pt, 1fr), {string(each['glyph'])[1:]}, {string(each['text'])[1:]})]"
    if kind == "row":
        look = looked(each)
        return f"#block(breakable: false)[{look}{string(each['left'])} #h(1fr) {string(each['right'])}]"
    if kind == "rail":
        label = f"[#strong[{string(each['label'])}]]" if each.get("strong") else f"[{string(each['label'])}]"
        inner = "\n\n".join(block(inner, style) for inner in each["blocks"])
        stroke = "0.5pt + gray" if style["bordered"] else "none"
        return f"#table(columns: (25%, 1fr), stroke: {stroke}, inset: 3pt, {label}, [\n{inner}\n])"
    if kind == "table":
        stroke = "0.5pt + gray" if style["bordered"] else "none"
        cells = ", ".join(f"[{string(cell)}]" for row in each["rows"] for cell in row)
        return f"#table(columns: (1fr,) * {len(each['rows'][0])}, align: left, stroke: {stroke}, {cells})"
    if kind == "gap":
        return f"#v({style['gap']}pt, weak: true)"
    small = "#set text(size: 7.5pt)\n" if kind == "contact" and style.get("narrow") else ""
    return f"#block(breakable: false)[{small}{looked(each)}{string(each['text'])}]"


def looked(each):
    return ('#set text(weight: "bold")\n' if each.get("bold") else "") + ('#set text(style: "italic")\n' if each.get("italic") else "")
