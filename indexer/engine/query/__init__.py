"""What was typed, read into a tree of words, phrases and numbers. Knows no engine."""
