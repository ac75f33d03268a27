"""The corpus that ships with policykb, a package only so that an installed copy can find its lexicon."""

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where its files are. Not ``importlib.resources``, which loads archives, mail and more to find a folder."""
