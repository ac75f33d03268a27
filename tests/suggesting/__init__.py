"""Tests of indexer.suggesting."""
