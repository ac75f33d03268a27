"""How many hits every further choice would leave."""
