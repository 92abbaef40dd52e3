"""Corrections: what people decided of names, articles and outlets, and what that means."""
