"""How well extraction does on known right answers: precision, recall, F1, every error with its sentence."""

from dragoman.evaluation.record import Record, find_records_file, read_records, say_certainty, write_record
from dragoman.evaluation.report import write_report
from dragoman.evaluation.scores import Error, Figure, Figures, evaluate, list_errors

__all__ = [
    "Error",
    "Figure",
    "Figures",
    "Record",
    "evaluate",
    "find_records_file",
    "list_errors",
    "read_records",
    "say_certainty",
    "write_record",
    "write_report",
]
