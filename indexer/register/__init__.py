"""The register of departments (部门名录): who is who, by whatever name a document uses."""

from indexer.problem import Problem
from indexer.register.loading import load_register, validate_register
from indexer.register.models import (
    Department,
    Function,
    How,
    Kind,
    Level,
    OtherName,
    Place,
    Remit,
    Resolution,
    Source,
    Succession,
)
from indexer.register.register import Register, unresolved

__all__ = [
    "Department",
    "Function",
    "How",
    "Kind",
    "Level",
    "OtherName",
    "Place",
    "Problem",
    "Register",
    "Remit",
    "Resolution",
    "Source",
    "Succession",
    "load_register",
    "unresolved",
    "validate_register",
]
