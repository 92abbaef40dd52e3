"""`python -m dragoman.training`."""

from dragoman.training.command import main

main()
