"""What an index was made by: when any of it changes, records or columns are made anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from indexer.analysis import ANALYSIS_VERSION
from indexer.register import Register
from indexer.suggesting.modelfile import model_identity


def analysis_identity() -> str:
    """What names the rules that records are made by: their version, and a digest of the code that states them."""
    modules = ("analysis.py", "clauses.py", "document.py", "models.py", "numerals.py", "references.py")
    return f"{ANALYSIS_VERSION}-{_code_digest((*modules, 'reading', 'outlining', 'duties'))}"


def register_identity(register: Register, corpus: Path) -> str:
    """What names the departments that duties are given to: the facts of the register, the model that suggests, and a
    digest of the code that works with them. Other departments change the columns of a batch, never a record."""
    return f"{register.digest}-{model_identity(corpus)}-{_code_digest(('register', 'suggesting'))}"


def words_identity() -> str:
    """What names the rules that lexicon and synonyms are read by: a digest of the code that states them."""
    return _code_digest(
        ("stored_words.py", "lexicon.py", "synonyms.py", "folding.py", "simplified.py", "dictionary_file.py")
    )


def _code_digest(names: Iterable[str]) -> str:
    package = resources.files("indexer")
    found = hashlib.blake2b(digest_size=8)
    for file in (file for name in names for file in _python_files(package / name)):
        found.update(file.read_bytes())
    return found.hexdigest()


def _python_files(place: Traversable) -> Iterable[Traversable]:
    if place.is_file():
        return [place]
    return sorted((file for file in place.iterdir() if file.name.endswith(".py")), key=lambda file: file.name)
