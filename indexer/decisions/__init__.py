"""人工决定: what persons decide about duties, kept beside the corpus and laid over the ledger.

    models      a decision, and what was read of the file that keeps them
    lines       one decision as one line of text, and back; what makes a decision valid
    reading     the whole file: decisions, and every line that cannot be one
    file        adding to the file, safe against other writers and a crash
    force       which decisions are in force: later ones supersede, withdrawals take back
    texts       the text that a decision hangs on
    resolve     whether each decision still hangs on its text; what is to be reviewed
    apply       the ledger with the decisions in force laid over it
    deciding    putting a new decision together
    workplace   what deciding needs of the rest of the program
    choosing    from what a person says to the duty that is meant
    overlay     decisions over the ledger of a whole corpus, kept up to date with the file
    searched    decisions over the duties that a search counts and filters by
    wording     what was decided, in words
    tables      export and import as CSV and JSON

The file (``decisions.jsonl`` in the corpus folder) is append-only text, one decision a line: a decision is one added
line in a diff, a crash can damage only the last line, and because neither the order of lines nor a line standing twice
matters, the union of two branches is their merge.
"""
