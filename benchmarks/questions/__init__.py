"""Questions that people might type, with the items of a document that answer them."""
