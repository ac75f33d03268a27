"""What the engine that comes with the program does beyond the contract of ``tests.engine_contract``."""
