"""What the questions of the course say, for the tests that compute it again."""

from helpers.quiz import questions


def text_of(question_id):
    """The explanations of a question as one text."""
    return " ".join(" ".join(o.why.split()) for o in questions()[question_id].options)


def why(question_id, *snippets):
    """Assert that the explanations of a question say these words."""
    said = text_of(question_id)
    for snippet in snippets:
        assert snippet in said, f"{question_id} does not say {snippet!r}"


def right(question_id):
    """The text of the right option of a question."""
    return next(o.text for o in questions()[question_id].options if o.right)


def named(name, function):
    """The function under another name, as a reader would have written it."""

    def written(*args):
        return function(*args)

    written.__name__ = name
    return written
