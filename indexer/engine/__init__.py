"""Search engines behind one protocol. Nothing outside this package may know which engine answers.

    protocol, answers   what every engine promises, and the values that go in and come out
    opening, provider   opening the engine in service, and following the switch to a new generation
    whoosh_engine       the engine that comes with the program, made of the rooms below

    query       reading what was typed, into a tree of words, phrases and numbers
    stored      a batch on disk, which never changes: columns, postings, records, vocabulary
    part        a batch with what is alive in it; changed_duties lays over it what persons decided
    finding     which clauses a query finds, and which of them the filters let through
    scoring     how well a clause answers, and which come first
    facets      how many hits every further choice would leave
    offering    completions, and what a slip may have meant
    similar, marks   clauses near a clause; where the words of a query stand in a text

Of the rooms each knows only those above it, and what every engine promises (``tests/engine/test_rooms.py``). Their
``__init__`` are empty: a search from the shell imports what it needs and no more.
"""
