"""What the protocol (``indexer.engine.protocol``) promises, asked of every engine; one module a promise.

A new engine joins with one line in ``engines.ENGINES``. What only the engine that comes with the program does (how well
it ranks, completes, corrects) is tested in ``tests.whoosh_engine``.
"""
