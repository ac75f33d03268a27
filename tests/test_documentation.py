"""README and reference say what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from indexer.cli import policykb
from indexer.settings import SETTINGS
from tests.golden.commands import REFERENCE, reference

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_command_reference_is_the_commands_own_help() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == reference()


def test_readme_names_every_command_and_no_other() -> None:
    assert set(re.findall(r"^\| `policykb (\w+)", README, re.MULTILINE)) == set(policykb.commands)


def test_every_setting_is_in_the_reference() -> None:
    assert all(setting.variable in REFERENCE.read_text(encoding="utf-8") for setting in SETTINGS)


def test_every_file_that_readme_names_exists() -> None:
    names = re.findall(r"`([\w./-]+\.(?:md|py|txt))`|\((docs/[\w./-]+)\)", README)
    paths = {first or second for first, second in names} - {".md"}
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_readme_opens_with_the_two_commands() -> None:
    assert [line.split()[1] for line in README.splitlines()[:12] if line.startswith("    make ")] == ["serve", "test"]


def test_every_library_has_its_reason() -> None:
    reasons = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").lower()
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = project[project.index("dependencies = [") : project.index("[project.optional")]
    libraries = re.findall(r'"([\w-]+)[<>=]', block)
    assert len(libraries) > 10
    assert [name for name in libraries if name.lower() not in reasons] == []
