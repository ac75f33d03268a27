"""Search engines behind one protocol. Nothing outside this package may know which engine answers."""
