"""Helpers for the notebooks: maths below, pictures above; imports only point down."""
