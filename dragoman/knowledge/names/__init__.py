"""Names of people: their words, forms and sounds, and whether two of them are one person's."""
