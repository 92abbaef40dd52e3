import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "analysis"))  # where rows of a library are made by hand
sys.path.insert(0, str(Path(__file__).parent))  # where tests find resolving.py
