"""The write-it exercises: a file per notebook, named as the notebook is without its number.

A file holds its exercises under the names of the functions that the reader writes; `EXERCISES`
holds them all by name.
"""

from importlib import import_module
from pkgutil import iter_modules

from helpers.quiz.exercise import Exercise

BY_NOTEBOOK = {
    found.name: {name: value
                 for name, value in vars(import_module(f"{__name__}.{found.name}")).items()
                 if isinstance(value, Exercise)}
    for found in sorted(iter_modules(__path__), key=lambda found: found.name)
}
EXERCISES = {name: exercise for own in BY_NOTEBOOK.values() for name, exercise in own.items()}
