"""Tables of data/knowledge, loaded once."""
