"""How what is learnt was learnt: from marked articles, by commands. Not needed to run."""
