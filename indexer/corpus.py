"""The corpus folder: which files are documents, and under which identifier each is known."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from fnmatch import translate
from pathlib import Path

from indexer.errors import CorpusError
from indexer.reading import SUFFIXES, read
from indexer.reading.files import read_bytes
from indexer.storage import digest

_LONGEST_ID = 80
_UNFIT = re.compile(r"[^\w.-]+")
_MAY_HAVE_FRONT_MATTER = frozenset({".md", ".markdown"})
# What programs leave behind beside the files that people put there.
_LEFT_BEHIND = ("~$", "__pycache__")
# What belongs to a corpus without being a document, by name inside the corpus folder.
_COMPANIONS = (
    "lexicon*.txt",
    "synonyms*.tsv",
    "register/*",
    "decisions.jsonl",
    "suggestions.npz",
    "README.md",
    "*/README.md",
    "*.py",
)
_COMPANION = re.compile("|".join(translate(pattern.lower()) for pattern in _COMPANIONS))


@dataclass(frozen=True, slots=True, order=True)
class CorpusFile:
    """One file of the corpus. ``name`` is its path inside the corpus folder, with ``/`` on every system."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Listing:
    """``documents`` in the order of their names. ``unsupported`` are files of kinds that cannot be read, and
    ``unreadable`` folders that may not be listed."""

    documents: tuple[CorpusFile, ...]
    unsupported: tuple[CorpusFile, ...]
    unreadable: tuple[CorpusFile, ...]


def list_corpus(folder: Path) -> Listing:
    """Every document below ``folder``. Raises ``CorpusError`` when it is missing or no folder.

    Left out: hidden files and folders, and what belongs to a corpus without being a document: README.md, *.py, and at
    the top the lexicons, tables of synonyms, the folder ``register``, the files of decisions and of suggestions.
    """
    if not folder.exists():
        raise CorpusError(f"找不到政策文件夹 {folder}，请用 --corpus 指明它在哪里。")
    if not folder.is_dir():
        raise CorpusError(f"{folder} 不是文件夹，请用 --corpus 指明存放政策文件的文件夹。")
    documents: list[CorpusFile] = []
    unsupported: list[CorpusFile] = []
    unreadable: list[CorpusFile] = []

    def refuse(error: OSError) -> None:
        path = Path(error.filename)
        unreadable.append(CorpusFile(path.relative_to(folder).as_posix(), path))

    for base, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not _is_hidden(name)]
        inside = Path(base).relative_to(folder)
        within = "" if inside == Path() else f"{inside.as_posix()}/"
        for name in names:
            path = Path(base, name)
            file = CorpusFile(within + name, path)
            if _is_hidden(name) or _is_companion(file):
                continue
            (documents if path.suffix.lower() in SUFFIXES else unsupported).append(file)
    return Listing(tuple(sorted(documents)), tuple(sorted(unsupported)), tuple(sorted(unreadable)))


def identify(file: CorpusFile, *, max_bytes: int) -> str:
    """The identifier of a document: the ``id`` its front matter states, else its name without the suffix.

    Raises ``ReadingError`` when the file cannot be read.
    """
    return fit_identifier(_stated_id(file.path, max_bytes)) or fit_identifier(file.name.removesuffix(file.path.suffix))


def fit_identifier(text: str) -> str:
    """``text`` as an identifier: letters, digits and ``._-`` only, dots for slashes, at most 80 characters.

    What is cut off is replaced by a digest of the whole, so that two long names stay apart. Empty when nothing is left.

    >>> fit_identifier("2023/国发〔2023〕5号 通知"), fit_identifier("../a?b")
    ('2023.国发-2023-5号-通知', 'a-b')
    """
    fit = _UNFIT.sub("-", text.replace("\\", "/").replace("/", "."))
    fit = fit.strip(".-")
    if len(fit) <= _LONGEST_ID:
        return fit
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"{fit[: _LONGEST_ID - 9]}-{digest}"


def content_digest(path: Path, *, max_bytes: int) -> str:
    """What names the content of a file. Raises ``ReadingError`` for a file that could not be read as a document."""
    return digest(read_bytes(path, max_bytes))


def _stated_id(path: Path, max_bytes: int) -> str:
    if path.suffix.lower() not in _MAY_HAVE_FRONT_MATTER:
        return ""
    return str(read(path, max_bytes=max_bytes).facts.get("id", ""))


def _is_hidden(name: str) -> bool:
    return name.startswith((".", *_LEFT_BEHIND))


def _is_companion(file: CorpusFile) -> bool:
    """Whether a file belongs to the corpus without being a document."""
    return _COMPANION.match(file.name.lower()) is not None
