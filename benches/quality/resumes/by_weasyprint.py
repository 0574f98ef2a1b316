"""A document through WeasyPrint: HTML and CSS with grids, floats and tables."""

import html
import logging

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from shape import columns

logging.getLogger("weasyprint").setLevel(logging.ERROR)
logging.getLogger("fontTools").setLevel(logging.ERROR)
FONTS = FontConfiguration()


def write(document, path):
    HTML(string=page(document)).write_pdf(path, font_config=FONTS)


def page(document):
    style = document["style"]
    family = {"zh": "'Noto Sans CJK SC'", "ja": "'Noto Sans CJK JP'"}.get(style["language"], "'Liberation Serif', 'DejaVu Serif'" if style["serif"] else "'Liberation Sans', 'DejaVu Sans'")
    dark = style["dark"]
    running = ""
    if style["running"]:
        top, bottom = style["running"]
        before, after = bottom.split("{}")
        running = f'@top-left {{ content: "{top}"; font-size: 8pt }} @bottom-center {{ content: "{before}" counter(page) "{after}"; font-size: 8pt }}'
    css = f"""
    @page {{ size: {style['page']}; margin: {'0' if style['banner'] or dark else '18mm 18mm'}; {running} }}
    body {{ font-family: {family}; font-size: {style['size']}pt; line-height: 1.35; margin: 0; position: relative }}
    h1 {{ font-size: {style['size'] * 2}pt; margin: 0; letter-spacing: {style['spaced']}em; font-weight: {700 if style['upper'] else 400} }}
    h2 {{ font-size: {style['size'] * 1.25}pt; margin: 10pt 0 4pt; color: {style['accent']}; {'border-bottom: 0.7pt solid;' if style['rule'] else ''} break-after: avoid }}
    p {{ margin: 0; break-inside: avoid }} .b {{ font-weight: bold }} .i {{ font-style: italic }}
    header {{ {'text-align: center;' if style['centred'] else ''} {'background:' + style['accent'] + '; color: #fff; padding: 14mm 18mm 8mm;' if style['banner'] else 'padding: 10mm 8mm 4mm;' if dark else ''} }}
    .body {{ {'padding: 4mm 18mm 14mm;' if style['banner'] else ''} }}
    .li {{ padding-left: 12pt; text-indent: -9pt }} .row {{ display: flex; justify-content: space-between }} .gap {{ height: {style['gap']}pt }}
    table {{ border-collapse: collapse; width: 100% }} td {{ vertical-align: top; padding: 1pt 6pt 1pt 0; {'border: 0.5pt solid #999; padding: 2pt 4pt;' if style['bordered'] else ''} }}
    td.label {{ width: 25% }} table.rail td {{ border: {'0.5pt solid #999' if style['bordered'] else 'none'} }}
    .frame {{ display: flex }} .frame > div {{ box-sizing: border-box }}
    .side {{ width: {'50%' if style['frame'] == 'two' else '31%'}; {'background: #24303c; color: #fff; min-height: 230mm; padding: 14mm 6mm;' if dark else 'padding: 0 4mm;'} }}
    .side h2 {{ {'color: #fff' if dark else ''} }}
    .side p.contact {{ font-size: {min(style['size'], 8)}pt }}
    .main {{ width: {'50%' if style['frame'] == 'two' else '69%'}; {'padding: 14mm 8mm;' if dark else 'padding: 0 4mm;'} }}
    """
    full, main, side = columns(document)
    hidden = style["hidden"] and hide(style["hidden"])
    where = style["hidden"]["where"] if hidden else None
    body = f"<header>{sections(full)}</header>" if full else ""
    body += hidden if where == "top" and style["banner"] is False else ""
    if style["frame"] == "single":
        parts = [sections([part]) for part in main]
        if where == "middle":
            parts.insert(1, hidden)
        body += f'<div class="body">{"".join(parts)}</div>'
    else:
        both = [f'<div class="side">{sections(side)}</div>', f'<div class="main">{sections(main)}{hidden if where == "middle" else ""}</div>']
        body += f'<div class="frame">{"".join(both if style["frame"] == "left" else both[::-1])}</div>'
    body += hidden if where == "end" or where == "top" and style["banner"] else ""
    return f'<html lang="{style["language"]}"><style>{css}</style><body>{body}</body></html>'


def hide(hidden):
    text = html.escape(hidden["text"])
    return {
        "white": f'<p style="color: #fff">{text}</p>', "tiny": f'<p style="font-size: 1pt; line-height: 1">{text}</p>', "off-page": f'<p style="position: absolute; left: -900pt; width: 800pt">{text}</p>',
        "covered": f'<div style="position: relative"><p>{text}</p><div style="position: absolute; left: -2pt; right: -2pt; top: -2pt; bottom: -2pt; background: #dde6ee"></div></div>',
    }[hidden["way"]]


def sections(parts):
    return "".join((f"<h2>{html.escape(part['heading'])}</h2>" if part["heading"] else "") + "".join(map(block, part["blocks"])) for part in parts)


def block(block_):
    kind = block_["kind"]
    look = " ".join(key[0] for key in ("bold", "italic") if block_.get(key))
    text = html.escape(block_.get("text", ""))
    if kind == "name":
        return f"<h1>{text}</h1>"
    if kind == "bullet":
        return f'<p class="li">{html.escape(block_["glyph"])} {text}</p>'
    if kind == "row":
        return f'<div class="row {look}"><span>{html.escape(block_["left"])}</span><span>{html.escape(block_["right"])}</span></div>'
    if kind == "rail":
        label = html.escape(block_["label"])
        label = f"<b>{label}</b>" if block_.get("strong") else label
        return f'<table class="rail"><tr><td class="label">{label}</td><td>{"".join(map(block, block_["blocks"]))}</td></tr></table>'
    if kind == "table":
        return "<table>" + "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in block_["rows"]) + "</table>"
    return '<div class="gap"></div>' if kind == "gap" else f'<p class="{look} {kind}">{text}</p>'
