"""Reads the public tables and the files kept by hand. Only the standard library is used."""

import csv
import gzip
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).resolve().parent


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


def number(text):
    """A figure of a workbook; None where it says “#” (above what is published), “*” or “—”."""
    try:
        return float(text)
    except ValueError:
        return None


def comma_separated(path, skip=0):
    """Rows of a comma-separated file as dictionaries; its first `skip` lines say what the file is."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for _ in range(skip):
            next(file)
        yield from csv.DictReader(file)
