"""What is new in the views that somebody watches, and the ways by which they are told."""

from dragoman.watches.look import look, look_at

__all__ = ["look", "look_at"]
