"""What is typed into the search box is understood as it is meant."""
