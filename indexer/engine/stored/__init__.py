"""What a batch holds on disk, written once: columns, postings, records, vocabulary."""
