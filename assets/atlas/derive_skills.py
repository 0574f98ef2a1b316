"""Writes `esco_skills.txt`: the names of ESCO's skills, one a line, sorted, and nothing else of ESCO.

    python3 assets/atlas/derive_skills.py ../shared/data

The data folder holds `esco/skills_en_label.txt`. Two runs write the same bytes.
"""

import sys
from pathlib import Path


def main() -> None:
    labels = Path(sys.argv[1], "esco", "skills_en_label.txt").read_text(encoding="utf-8")
    names = {" ".join(line.split()) for line in labels.splitlines()}
    names.discard("")
    here = Path(__file__).parent
    (here / "esco_skills.txt").write_text("\n".join(sorted(names)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
