"""What can go wrong with decisions, said to the person at the screen."""

from __future__ import annotations

from indexer.errors import PolicyError


class DecisionError(PolicyError):
    """A decision cannot be recorded, or the file of decisions cannot be used."""


class InvalidDecision(DecisionError):
    """A decision lacks something it must have, or says something that cannot be."""


class DecisionsBusy(DecisionError):
    """Another process has been writing decisions for longer than anybody should wait."""


class DecisionsNotWritten(DecisionError):
    """The file of decisions cannot be written: no right to, no room, no folder."""
