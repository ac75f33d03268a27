"""What is offered for what was typed: completions, and what a slip may have meant."""
