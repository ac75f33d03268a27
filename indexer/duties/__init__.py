"""Who does what: the duties that a text states, read from its annotations and its sentences.

``annotation`` reads one responsibility annotation, ``names`` parts its lists of departments, ``rules`` finds what a
document declares once for all (下同, 不再一一列出), ``stated`` puts them together for a whole document.
"""
