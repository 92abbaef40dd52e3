"""How well extraction does on articles whose right answers are known: precision, recall and F1, and every error with its sentence."""

from dragoman.evaluation.figures import Error, Figure, Figures, evaluate, list_errors

__all__ = ["Error", "Figure", "Figures", "evaluate", "list_errors"]
