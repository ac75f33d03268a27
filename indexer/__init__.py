"""From a policy document to clause records in a searchable index.

The stages, each a module with one public function from immutable value to immutable value::

    reading ─▶ outline ─▶ clauses ─▶ segmentation ─▶ engine

This package is a plain library; it knows nothing of Flask. ``indexer.cli`` is the ``policykb`` command.
"""
