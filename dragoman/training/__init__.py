"""How the models are made from marked articles. Not needed to run.

    python -m dragoman.training marks LABELS.jsonl... --texts CORPUS.jsonl...
    python -m dragoman.training names --texts CORPUS.jsonl... [--folds 2] [--found FOUND.jsonl] [--measure
      GOLD.jsonl...]
    python -m dragoman.training judge --texts CORPUS.jsonl... [--names FOUND.jsonl] [--folds 3] [--measure
      GOLD.jsonl...]
    python -m dragoman.training topics --texts CORPUS.jsonl... [--folds 5] [--measure GOLD.jsonl...]

The first compiles marks (people and organizations by their surfaces) into data/training/names.jsonl, which
holds no texts; the second trains the component that finds names on them and on written.jsonl, reports that
were written for training, and writes it into data/knowledge/names/; with --folds it first says how well that
goes on articles outside the training, and with --found keeps what was found there. The third trains the judge
of names on the same articles, with such names; the fourth does so for topics, with data/training/topics.jsonl
and the same reports. The same marks, texts and versions of the libraries give the same weights.
"""
