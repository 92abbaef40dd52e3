"""The version of Dragoman, for what tells it on: a module of its own, so that the lower rooms need not import
the package.
"""

__version__ = "0.1.0"
