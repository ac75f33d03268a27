"""How well a clause answers, and which come first."""
