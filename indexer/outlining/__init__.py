"""From a text to its outline: paragraphs, elements of the document, numbers, headings, sections.

The public function is :func:`indexer.outlining.outline.outline`. Each module holds one question: which line is what
(``elements``), what is a number (``numbering``), where a sentence ends (``sentences``), what is a title
(``headings``), what the neighbours say (``surroundings``), what closes the document (``closing``).
"""
