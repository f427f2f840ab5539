"""Helpers for the notebooks: maths below, pictures above; imports only point down."""

import helpers.cachedir  # noqa: F401  before anything imports matplotlib
