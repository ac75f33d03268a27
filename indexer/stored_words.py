"""The lexicon and the synonyms as they were read when an index was built, kept beside it.

To read the files of the corpus folder (``indexer.lexicon``, ``indexer.synonyms``) takes longer than a search, and they
hardly ever change. As long as they are what they were, a search takes from here what they say; they are read again as
soon as they are not.
"""

from __future__ import annotations

import json
from pathlib import Path

from indexer.dictionary_file import DictionaryFile, dictionary_path, total_with
from indexer.errors import CorpusError, IndexDamaged, IndexMissing
from indexer.generation import current_folder
from indexer.lexicon import Entry, Lexicon, is_lexicon, load_lexicon, word_folders
from indexer.storage import digest
from indexer.synonyms import Synonyms, is_synonym_table, load_synonyms

FILE = "words.json"
"""In the folder of a generation."""


def write_words(folder: Path, corpus: Path, rules: str) -> None:
    """Write what the files of ``corpus`` say now, read by ``rules`` (``indexer.build_identity``). Where something is
    wrong with them, which keeps no index from being built, nothing: every search then reads them and says so. Raises
    ``OSError`` when it cannot be written."""
    try:
        sources = _sources(corpus)  # Before they are read: what changes meanwhile is not what they are known by.
        lexicon, synonyms = load_lexicon(corpus), load_synonyms(corpus)
    except (CorpusError, OSError):
        stored: dict[str, object] = {"rules": rules, "sources": ""}
    else:
        path = dictionary_path()
        total = None if path is None else total_with(lexicon, DictionaryFile(path))
        words = dict(synonyms.words)
        stored = {
            "rules": rules,
            "sources": sources,
            "entries": lexicon.entries,
            "total": total,
            "synonyms": words,
        }
    (folder / FILE).write_bytes(json.dumps(stored, ensure_ascii=False).encode())


def are_current(folder: Path, corpus: Path, rules: str) -> bool:
    """Whether ``write_words`` would write what ``folder`` keeps, which must be whole. Raises ``OSError``."""
    stored = json.loads((folder / FILE).read_bytes())
    try:
        return (stored.get("rules"), stored["sources"]) == (rules, _sources(corpus))
    except OSError:  # A table that cannot be read: whoever searches is told, as without an index.
        return False


def stored_words(index: Path, corpus: Path | None) -> tuple[Lexicon, Synonyms] | None:
    """What the index in service keeps, None where the files of the corpus have changed since or nothing can be read:
    whoever opens the index then learns what is wrong with it."""
    try:
        stored = json.loads((current_folder(index) / FILE).read_bytes())
        if stored["sources"] != _sources(corpus):
            return None
        lexicon = Lexicon(tuple(Entry(*entry) for entry in stored["entries"]), stored["total"])
        return lexicon, Synonyms({word: tuple(others) for word, others in stored["synonyms"].items()})
    except (IndexMissing, IndexDamaged, OSError, ValueError, KeyError, TypeError):
        return None


def _sources(corpus: Path | None) -> str:
    """What names the content of all lexicons and tables of synonyms that count. Raises ``OSError``."""
    found = []
    for folder in word_folders(corpus):
        names = (file.name for file in folder.iterdir())
        for name in sorted(name for name in names if is_lexicon(name) or is_synonym_table(name)):
            content = (folder / name).read_bytes()
            found.append(f"{name} {len(content)}\n".encode() + content)
    return digest(b"".join(found))
