"""Loading and validating the register."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from indexer.errors import CorpusError
from indexer.problem import Problem
from indexer.register import building
from indexer.register.checks import check_tables, rows_with_patterns
from indexer.register.names import NameIndex
from indexer.register.places import Gazetteer
from indexer.register.register import Register
from indexer.register.tables import Tables, read_tables

_SHOWN = 5


def load_register(corpus: Path | None = None) -> Register:
    """The shipped register, with what the corpus folder's ``register/`` adds to it or replaces.

    Raises ``CorpusError`` naming the first problems with file and line: a register that contradicts itself would
    give duties to the wrong department.
    """
    tables, problems = read_tables(corpus)
    own_patterns = [row for row in rows_with_patterns(tables) if row.own]
    problems = (*problems, *check_tables(tables, patterns_of=own_patterns))
    if problems:
        shown = "\n".join(f"　　{problem}" for problem in problems[:_SHOWN])
        more = f"\n　　……共 {len(problems)} 处。" if len(problems) > _SHOWN else ""
        raise CorpusError(f"部门名录有错，请改正后重试：\n{shown}{more}")
    departments = {department.key: department for department in building.departments(tables)}
    successions = building.successions(tables)
    functions = building.functions(tables)
    gazetteer = Gazetteer(building.regions(tables))
    names = NameIndex(
        departments,
        successions,
        building.body_types(tables),
        building.stationed_types(tables),
        building.name_patterns(tables),
        functions,
        gazetteer,
    )
    return Register(
        departments=departments,
        functions={function.id: function for function in functions},
        sources={source.id: source for source in building.sources(tables)},
        remits=building.remits(tables),
        successions=successions,
        gazetteer=gazetteer,
        names=names,
        by_function={
            function.id: tuple(one for one in departments.values() if one.function == function.id)
            for function in functions
        },
        digest=_digest(tables),
    )


def _digest(tables: Tables) -> str:
    facts = {table: [list(row.values.items()) for row in rows] for table, rows in tables.items()}
    return hashlib.blake2b(json.dumps(facts).encode(), digest_size=8).hexdigest()


def validate_register(corpus: Path | None = None) -> tuple[Problem, ...]:
    """Everything wrong with the register of a corpus folder and the shipped one under it, by file and line."""
    tables, problems = read_tables(corpus)
    found = (*problems, *check_tables(tables, patterns_of=rows_with_patterns(tables)))
    return tuple(sorted(found, key=lambda problem: (problem.file, problem.line)))
