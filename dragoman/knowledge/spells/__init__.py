"""Who held which office when: rows of sources, merged into spells, and what they answer for a day."""
