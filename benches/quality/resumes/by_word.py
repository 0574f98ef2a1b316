"""A document through python-docx: tab stops, tables, section columns, shading."""

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from shape import columns

WHITE = RGBColor(255, 255, 255)


def write(document, path):
    Writer(document).save(path)


class Writer:
    def __init__(self, document):
        self.document, self.style = document, document["style"]
        self.word = Document()
        section = self.word.sections[0]
        section.page_width, section.page_height = (Mm(210), Mm(297)) if self.style["page"] == "A4" else (Mm(215.9), Mm(279.4))
        section.left_margin = section.right_margin = Mm(18)
        section.top_margin = section.bottom_margin = Mm(16)
        self.room = section.page_width - Mm(36)
        normal = self.word.styles["Normal"]
        normal.font.size = Pt(self.style["size"])
        family = {"zh": "Noto Sans CJK SC", "ja": "Noto Sans CJK JP"}.get(self.style["language"], "Liberation Serif" if self.style["serif"] else "Liberation Sans")
        normal.font.name = family
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), family)
        normal.paragraph_format.space_after = Pt(0)
        normal.paragraph_format.keep_together = True

    def save(self, path):
        full, main, side = columns(self.document)
        style, word = self.style, self.word
        hidden = style["hidden"]
        if style["running"]:
            self.running(*style["running"])
        if style["banner"]:
            cell = word.add_table(1, 1).cell(0, 0)
            shade(cell, style["accent"])
            self.sections(cell, full, self.room, color=WHITE)
        else:
            self.sections(word, full, self.room)
        if hidden and hidden["where"] == "top":
            self.hide(word, hidden)
        if style["frame"] == "single":
            for index, part in enumerate(main):
                if index == 1 and hidden and hidden["where"] == "middle":
                    self.hide(word, hidden)
                self.sections(word, [part], self.room)
        elif style["frame"] == "two" and style["rule"]:
            self.newspaper(main, side)
        else:
            share = 0.5 if style["frame"] == "two" else 0.31
            table = word.add_table(1, 2)
            set_widths(table, [share, 1 - share] if style["frame"] == "left" else [1 - share, share], self.room)
            aside, centre = table.rows[0].cells if style["frame"] == "left" else table.rows[0].cells[::-1]
            if style["dark"]:
                shade(aside, "#24303c")
            # A cell keeps two millimetres clear at each side.
            self.sections(aside, side, int(self.room * share) - Mm(4), color=WHITE if style["dark"] else None)
            self.sections(centre, main, int(self.room * (1 - share)) - Mm(4))
            if hidden and hidden["where"] == "middle":
                self.hide(centre, hidden)
        if hidden and hidden["where"] == "end":
            self.hide(word, hidden)
        word.save(path)

    def newspaper(self, main, side):
        """Two columns of the page, as a word processor sets them, with a break between."""
        section = self.word.add_section(0)
        columns_ = section._sectPr.xpath("./w:cols")[0]
        columns_.set(qn("w:num"), "2")
        columns_.set(qn("w:space"), "360")
        half = (self.room - Mm(6)) // 2
        self.sections(self.word, main, half)
        self.word.paragraphs[-1].add_run().add_break(WD_BREAK.COLUMN)
        self.sections(self.word, side, half)

    def running(self, top, bottom):
        section = self.word.sections[0]
        section.header.paragraphs[0].text = top
        before, after = bottom.split("{}")
        paragraph = section.footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(before)
        run = paragraph.add_run()
        for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
            element = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                element.set(qn("w:fldCharType"), kind)
            else:
                element.text = text
            run._r.append(element)
        paragraph.add_run(after)

    def sections(self, into, parts, room, color=None):
        for part in parts:
            if part["heading"]:
                paragraph = self.paragraph(into)
                paragraph.paragraph_format.space_before = Pt(8)
                paragraph.paragraph_format.keep_with_next = True
                run = paragraph.add_run(part["heading"])
                run.bold, run.font.size = True, Pt(self.style["size"] * 1.2)
                run.font.color.rgb = color or RGBColor.from_string(self.style["accent"][1:].upper())
            for each in part["blocks"]:
                self.block(into, each, room, color)

    def paragraph(self, into):
        # A cell begins with an empty paragraph of its own.
        if into is not self.word and len(into.paragraphs) == 1 and not into.paragraphs[0].text and not into.tables:
            return into.paragraphs[0]
        return into.add_paragraph()

    def block(self, into, each, room, color):
        kind, style = each["kind"], self.style
        if kind == "rail":
            table = into.add_table(1, 2)
            self.grid(table, [0.26, 0.74], room)
            left, right = table.rows[0].cells
            left.paragraphs[0].add_run(each["label"]).bold = bool(each.get("strong"))
            for block in each["blocks"]:
                self.block(right, block, int(room * 0.74), color)
            return
        if kind == "table":
            n = len(each["rows"][0])
            table = into.add_table(0, n)
            for row in each["rows"]:
                for cell, text in zip(table.add_row().cells, row):
                    cell.paragraphs[0].add_run(text)
            self.grid(table, [1 / n] * n, room)
            return
        if kind == "bullet" and style["glyph"] == "•":
            paragraph = into.add_paragraph(style="List Bullet")
            paragraph.paragraph_format.space_after = Pt(0)
        else:
            paragraph = self.paragraph(into)
        if kind == "gap":
            paragraph.paragraph_format.line_spacing = Pt(style["gap"])
            return
        text = each.get("text", "")
        if kind == "row":
            paragraph.paragraph_format.tab_stops.add_tab_stop(room, WD_TAB_ALIGNMENT.RIGHT)
            text = each["left"] + "\t" + each["right"]
        elif kind == "bullet" and style["glyph"] != "•":
            paragraph.paragraph_format.left_indent = Pt(12)
            paragraph.paragraph_format.first_line_indent = Pt(-12)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(12))
            text = each["glyph"] + "\t" + text
        run = paragraph.add_run(text)
        if kind == "contact" and room < 0.4 * self.room:
            run.font.size = Pt(8)
        run.bold, run.italic = each.get("bold"), each.get("italic")
        if kind == "name":
            run.font.size = Pt(style["size"] * 2)
            if style["spaced"]:
                spacing = OxmlElement("w:spacing")
                spacing.set(qn("w:val"), str(int(style["spaced"] * style["size"] * 2 * 20)))
                run._r.get_or_add_rPr().append(spacing)
        if style["centred"] and kind in ("name", "headline", "contact"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if color:
            run.font.color.rgb = color

    def grid(self, table, widths, room):
        if self.style["bordered"]:
            table.style = "Table Grid"
        set_widths(table, widths, room)

    def hide(self, into, hidden):
        run = into.add_paragraph().add_run(hidden["text"])
        if hidden["way"] == "white":
            run.font.color.rgb = WHITE
        elif hidden["way"] == "tiny":
            run.font.size = Pt(1)
        else:
            run.font.hidden = True


def shade(cell, color):
    element = OxmlElement("w:shd")
    element.set(qn("w:val"), "clear")
    element.set(qn("w:fill"), color[1:].upper())
    cell._tc.get_or_add_tcPr().append(element)


def set_widths(table, shares, room):
    table.autofit = False
    for column, share in zip(table.columns, shares):
        column.width = int(room * share)
    for row in table.rows:
        for cell, share in zip(row.cells, shares):
            cell.width = int(room * share)
