"""Two decisions to be written."""

from __future__ import annotations

from indexer.decisions.models import DecisionKind
from tests.decisions.makers import decision

ONE, TWO = decision("d1"), decision("d2", DecisionKind.REJECT, minute=1)
