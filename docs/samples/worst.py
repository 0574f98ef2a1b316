"""Prints the answers of an exam with the most faults: worst.py FOLDER/answers.jsonl > built-in/worst.txt"""

import json
import sys

N = 10


def faults(answer):
    lines = answer["lines"]
    return sum(len(line["faults"]) + (not line["formed"]) for line in lines) / max(len(lines), 1)


def main():
    with open(sys.argv[1], encoding="utf-8") as lines:
        answers = [json.loads(line) for line in lines]
    faulty = sum(faults(answer) > 0 for answer in answers)
    print(f"Of {len(answers):,} answers {faulty} have a fault; these are the {N} with the most. The program drops the lines")
    print("with a fault behind an arrow, and the guide's stand in.")
    for answer in sorted(answers, key=faults, reverse=True)[:N]:
        print(f"\n{'-' * 78}\n\n{answer['question']}\n")
        for line, judged in zip(answer["answer"].strip().split("\n"), answer["lines"]):
            names = judged["faults"] + ([] if judged["formed"] else ["Form"])
            print(line + (f"   <- {', '.join(names)}" if names else ""))


if __name__ == "__main__":
    main()
