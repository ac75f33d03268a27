"""How the register resolves the names of an annotated sample, how fast it loads and resolves, and what is left over.

    python -m benchmarks.register SAMPLE [--list unresolved|rule|register|collective|differs]

SAMPLE is a folder with ``gold/*.jsonl`` (``doc``, ``lead``, ``responsible``, ``coop``, ``standing``) and the documents'
metadata in ``docs/<doc>.json`` (``title``, ``issuer``, ``region``, ``level``). ``differs`` lists the names whose
function, once resolved, is not the one that the table of functions gives for the bare name.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from indexer.models import Document
from indexer.register import How, Register, Resolution, load_register

RUNS = 20
NAMED_IN = ("lead", "responsible", "coop", "standing")


class Mention(NamedTuple):
    """A name as written, and the region and level of the document that has it."""

    name: str
    region: str
    level: str


def mentions(sample: Path, register: Register) -> Iterator[Mention]:
    for file in sorted((sample / "gold").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            place = register.place_of(_document(sample / "docs" / f"{row['doc']}.json"))
            for column in NAMED_IN:
                for name in row.get(column) or ():
                    yield Mention(name, place.region, place.level)


def _document(file: Path) -> Document:
    facts = json.loads(file.read_text(encoding="utf-8"))
    issuers = tuple(filter(None, [facts["issuer"]]))
    known = {key: facts[key] or "" for key in ("id", "title", "region", "level")}
    return Document(issuers=issuers, **known)


def _fastest(action: Callable[[], object]) -> float:
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def report(sample: Path, listed: str) -> None:
    register = load_register()
    counted = Counter(mentions(sample, register))
    resolved = {asked: register.resolve(asked.name, region=asked.region, level=asked.level) for asked in counted}

    def resolve_all() -> None:
        for asked in counted:
            register.resolve(asked.name, region=asked.region, level=asked.level)

    print(f"departments {len(register.departments)}   loading {_fastest(load_register) * 1000:.1f} ms")
    print(f"resolving {len(counted) / _fastest(resolve_all):,.0f} names a second")
    print(f"names {len(counted)}   mentions {counted.total()}")
    for how in How:
        names = [asked for asked, found in resolved.items() if found.how is how]
        print(f"{how.value:10}  names {len(names):5}   mentions {sum(counted[asked] for asked in names):5}")
    with_function = [asked for asked, found in resolved.items() if found.function]
    print(f"with a function  names {len(with_function)}   mentions {sum(counted[asked] for asked in with_function)}")
    for asked, found in sorted(resolved.items()):
        if _is_listed(register, asked, found, listed):
            print(f"  {asked.name}  [{asked.region} {asked.level}]  {found.key}  {found.function or '-'}  {found.kind}")


def _is_listed(register: Register, asked: Mention, found: Resolution, listed: str) -> bool:
    if listed == "differs":
        return found.function != register.function_of(asked.name)
    return found.how.value == listed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sample", type=Path)
    parser.add_argument("--list", dest="listed", default="unresolved", choices=[*(how.value for how in How), "differs"])
    arguments = parser.parse_args()
    report(arguments.sample, arguments.listed)


if __name__ == "__main__":
    main()
