"""The version of Dragoman, in a module of its own: the lower rooms need not import the package for it."""

__version__ = "0.1.0"
