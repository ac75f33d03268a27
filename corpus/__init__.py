"""The corpus that ships with policykb, a package only so that an installed copy can find its lexicon."""
