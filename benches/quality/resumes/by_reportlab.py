"""A document through ReportLab's canvas: every line drawn at its place, and not always in reading order.

Drawing goes top to bottom, column by column, or by height across columns, or shuffled, as programs that place text boxes
do; a line is one string or a string for each word.
"""

import random
import subprocess
from functools import cache

from reportlab.lib.colors import HexColor, white
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen import canvas

from shape import columns

SIZES = {"A4": (595.28, 841.89), "Letter": (612, 792)}
MARGIN = 48
DEJAVU = {"Regular": "Book", "Bold": "Bold", "Italic": "Oblique"}
STANDARD = {False: {"": "Helvetica", "b": "Helvetica-Bold", "i": "Helvetica-Oblique"}, True: {"": "Times-Roman", "b": "Times-Bold", "i": "Times-Italic"}}


@cache
def fonts(language, family, serif, plain):
    """Names by look. The fonts every reader has for Western text now and then, else embedded ones."""
    if language in ("zh", "ja"):
        name = {"zh": "STSong-Light", "ja": "HeiseiKakuGo-W5"}[language]
        pdfmetrics.registerFont(UnicodeCIDFont(name))
        return {"": name, "b": name, "i": name}
    if plain:
        return STANDARD[serif]
    found = {}
    for look, style in (("", "Regular"), ("b", "Bold"), ("i", "Italic")):
        pattern = f"{family}:style={style if family.startswith('L') else DEJAVU[style]}"
        try:
            file = subprocess.run(["fc-match", "-f", "%{file}", pattern], capture_output=True, text=True, check=True).stdout
            name = f"{family}{style}".replace(" ", "")
            pdfmetrics.registerFont(TTFont(name, file))
            found[look] = name
        except (OSError, subprocess.CalledProcessError, TTFError):
            return STANDARD[serif]
    return found


def write(document, path):
    Drawing(document).save(path)


def is_western(document):
    full, main, side = columns(document)
    text = repr((full, main, side, document["style"]["hidden"]))
    try:
        text.encode("cp1252")
        return True
    except UnicodeEncodeError:
        return False


class Drawing:
    def __init__(self, document):
        self.document, self.style = document, document["style"]
        self.rng = random.Random(repr(document["top"]))
        self.width, self.height = SIZES[self.style["page"]]
        plain = is_western(document) and self.rng.random() < 0.5
        # Vietnamese letters are in few fonts.
        family = "DejaVu" if any("\u1e00" <= letter <= "\u1eff" for letter in repr(columns(document))) else "Liberation"
        self.fonts = fonts(self.style["language"], f"{family} {'Serif' if self.style['serif'] else 'Sans'}", self.style["serif"], plain)
        self.pages = [[]]
        self.size = self.style["size"]

    # What is drawn: (page, order, y, function of the canvas).
    def op(self, page, y, draw, layer=1):
        while len(self.pages) <= page:
            self.pages.append([])
        self.pages[page].append((layer, y, draw))

    def save(self, path):
        full, main, side = columns(self.document)
        style = self.style
        left, right = MARGIN, self.width - MARGIN
        cursor = Cursor(self, left, right, self.height - MARGIN)
        if style["banner"]:
            cursor.color = white
        cursor.centred = style["centred"]
        cursor.sections(full)
        cursor.color, cursor.centred = HexColor("#111111"), False
        if style["banner"]:
            edge = cursor.y - 6
            self.op(0, 0, lambda c: (c.setFillColor(HexColor(style["accent"])), c.rect(0, edge, self.width, self.height - edge, stroke=0, fill=1)), layer=0)
            cursor.y -= 14
        hidden = style["hidden"]
        if hidden and hidden["where"] == "top":
            cursor.hide(hidden)
        if style["frame"] == "single":
            for index, part in enumerate(main):
                if index == 1 and hidden and hidden["where"] == "middle":
                    cursor.hide(hidden)
                cursor.sections([part])
            last = cursor
        else:
            share = 0.5 if style["frame"] == "two" else 0.31
            gutter = 18
            split = left + (right - left) * share if style["frame"] == "left" else right - (right - left) * share
            around = [(left, split - gutter / 2), (split + gutter / 2, right)]
            aside, centre = around if style["frame"] == "left" else around[::-1]
            top = cursor.y
            for box, parts, dark in ((aside, side, style["dark"]), (centre, main, False)):
                cursor = Cursor(self, *box, top)
                if dark:
                    x = 0 if style["frame"] == "left" else split
                    width = split if style["frame"] == "left" else self.width - split
                    self.op(0, 0, lambda c, x=x, width=width: (c.setFillColor(HexColor("#24303c")), c.rect(x, 0, width, top + 12, stroke=0, fill=1)), layer=0)
                    cursor.color = white
                cursor.light = dark
                cursor.sections(parts)
            last = cursor
            if hidden and hidden["where"] == "middle":
                last.hide(hidden)
        if hidden and hidden["where"] == "end":
            last.hide(hidden)
        self.emit(path)

    def emit(self, path):
        c = canvas.Canvas(str(path), pagesize=(self.width, self.height))
        way = self.rng.choice(["as laid out", "as laid out", "by height", "shuffled"])
        for number, page in enumerate(self.pages, 1):
            back = [op for op in page if op[0] == 0]
            text = [op for op in page if op[0] == 1]
            front = [op for op in page if op[0] == 2]
            if way == "by height":
                text.sort(key=lambda op: -op[1])
            elif way == "shuffled":
                self.rng.shuffle(text)
            for _, _, draw in back + text + front:
                c.saveState()
                draw(c)
                c.restoreState()
            if self.style["running"]:
                top, bottom = self.style["running"]
                c.setFont(self.fonts[""], 8)
                c.drawString(MARGIN, self.height - 26, top)
                c.drawCentredString(self.width / 2, 22, bottom.format(number))
            c.showPage()
        c.save()


class Cursor:
    """Writes downwards between two edges."""

    def __init__(self, drawing, left, right, y):
        self.drawing, self.left, self.right, self.y = drawing, left, right, y
        self.page, self.color, self.centred, self.light = 0, HexColor("#111111"), False, False
        self.by_word = drawing.rng.random() < 0.25

    def sections(self, parts):
        for part in parts:
            if part["heading"]:
                self.space(8)
                self.room(3 * self.drawing.size)
                color = white if self.light else HexColor(self.drawing.style["accent"])
                self.write(part["heading"], look="b", size=self.drawing.size * 1.2, color=color)
                if self.drawing.style["rule"]:
                    y, page, left, right = self.y + 3, self.page, self.left, self.right
                    self.drawing.op(page, y, lambda c: (c.setStrokeColor(color), c.setLineWidth(0.6), c.line(left, y, right, y)))
                self.space(3)
            for each in part["blocks"]:
                self.block(each)

    def block(self, each):
        kind = each["kind"]
        look = "b" if each.get("bold") else "i" if each.get("italic") else ""
        size = self.drawing.size
        if kind == "name":
            self.write(each["text"], size=size * 2, look="b", spacing=self.drawing.style["spaced"] * size * 2)
        elif kind == "bullet":
            # Fonts that are not embedded have few signs.
            glyph = each["glyph"] if each["glyph"] in "•–*-·" else "•"
            glyph = glyph if self.drawing.style["language"] not in ("zh", "ja") else "・"
            self.write(each["text"], indent=11, glyph=glyph)
        elif kind == "row":
            self.room(size * 1.35)
            self.show(self.left, self.y - size, each["left"], look, size)
            self.show(self.right - self.measure(each["right"], look, size), self.y - size, each["right"], look, size)
            self.y -= size * 1.35
        elif kind == "rail":
            self.room(size * 4)
            width = 0.26 * (self.right - self.left)
            inner = Cursor(self.drawing, self.left + width, self.right, self.y)
            inner.page, inner.color = self.page, self.color
            label = Cursor(self.drawing, self.left, self.left + width - 6, self.y)
            label.page, label.color = self.page, self.color
            label.write(each["label"], look="b" if each.get("strong") else "")
            for block in each["blocks"]:
                inner.block(block)
            self.page, self.y = inner.page, min(inner.y, label.y) if inner.page == label.page else inner.y
            self.space(4)
        elif kind == "table":
            for row in each["rows"]:
                self.room(size * 3)
                width = (self.right - self.left) / len(row)
                cells = []
                for index, cell in enumerate(row):
                    cursor = Cursor(self.drawing, self.left + index * width, self.left + (index + 1) * width - 8, self.y)
                    cursor.page, cursor.color = self.page, self.color
                    cursor.write(cell)
                    cells.append(cursor.y)
                top, page, left, right = self.y, self.page, self.left, self.right
                self.y = min(cells) - 3
                if self.drawing.style["bordered"]:
                    bottom = self.y
                    self.drawing.op(page, bottom, lambda c, top=top, bottom=bottom: c.rect(left - 3, bottom, right - left + 6, top - bottom, fill=0))
        elif kind == "gap":
            self.space(self.drawing.style["gap"])
        else:
            self.write(each["text"], look=look)

    def hide(self, hidden):
        self.space(4)
        color, before = self.color, (self.left, self.right, self.y, self.page)
        way = hidden["way"]
        if way == "white":
            self.color = white
            self.write(hidden["text"])
        elif way == "tiny":
            self.write(hidden["text"], size=1)
        elif way == "off-page":
            self.show(self.drawing.width + 200, self.y, hidden["text"], "", 9)
        elif way == "invisible":
            self.write(hidden["text"], mode=3)
        else:
            self.write(hidden["text"])
            left, right, top, _ = before
            bottom, page = self.y, self.page
            if page != before[3]:
                top = self.drawing.height - MARGIN
            self.drawing.op(page, bottom, lambda c: (c.setFillColor(HexColor("#dde6ee")), c.rect(left - 2, bottom - 4, right - left + 4, top - bottom + 4, stroke=0, fill=1)), layer=2)
        self.color = color

    def write(self, text, look="", size=None, color=None, spacing=0, indent=0, glyph=None, mode=0):
        size = size or self.drawing.size
        longest = max(self.measure(piece, look, size) for piece in text.split(" "))
        if self.drawing.style["language"] not in ("zh", "ja") or "@" in text or "/" in text:
            # An address that does not fit is set smaller, as people do.
            size *= min(1, (self.right - self.left - indent) / (longest + spacing * len(text)))
        rows = self.wrapped(text, look, size, self.right - self.left - indent, spacing)
        self.room(len(rows) * size * 1.35)
        for index, row in enumerate(rows):
            x = self.left + indent
            if self.centred:
                x = (self.left + self.right - self.measure(row, look, size) - spacing * len(row)) / 2
            if glyph and index == 0:
                self.show(self.left, self.y - size, glyph, look, size)
            self.show(x, self.y - size, row, look, size, color, spacing, mode)
            self.y -= size * 1.35

    def show(self, x, y, text, look, size, color=None, spacing=0, mode=0):
        color, font = color or self.color, self.drawing.fonts[look]
        words = text.split(" ") if self.by_word and not spacing else [text]

        def draw(c):
            at = x
            for word in words:
                shown = c.beginText(at, y)
                shown.setFont(font, size)
                shown.setFillColor(color)
                shown.setCharSpace(spacing)
                shown.setTextRenderMode(mode)
                shown.textOut(word)
                c.drawText(shown)
                at += pdfmetrics.stringWidth(word + " ", font, size)

        self.drawing.op(self.page, y, draw)

    def measure(self, text, look, size):
        return pdfmetrics.stringWidth(text, self.drawing.fonts[look], size)

    def wrapped(self, text, look, size, width, spacing):
        if self.drawing.style["language"] in ("zh", "ja") and not set(text) & set(" @/"):
            pieces, blank = list(text), ""
        else:
            pieces, blank = text.split(" "), " "
        rows, row = [], pieces[0]
        for piece in pieces[1:]:
            longer = row + blank + piece
            if self.measure(longer, look, size) + spacing * len(longer) > width:
                rows.append(row)
                row = piece
            else:
                row = longer
        return rows + [row]

    def space(self, points):
        self.y -= points

    def room(self, points):
        if self.y - points < MARGIN:
            self.page += 1
            self.y = self.drawing.height - MARGIN
