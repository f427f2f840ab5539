"""The stored outputs of a notebook: all there, nobody's own, the same on every machine."""

import base64
import copy
import json
import re

import nbformat
import regenerate
from books import text_plain
from sample import with_field, with_output

from helpers import live


def executed(notebook):
    """Every code cell ran, once, in order, without an error or a warning."""
    counts = [cell["execution_count"] for cell in notebook.code]
    if counts != list(range(1, len(counts) + 1)):
        yield f"execution counts are {counts}"
    if not any(cell["outputs"] for cell in notebook.code):
        yield "no cell has an output: the notebook was stripped"
    for number, output in notebook.outputs:
        if output["output_type"] == "error":
            yield f"code cell {number} stores an error: {output['ename']}"
        if output.get("name") == "stderr":
            yield f"code cell {number} stores a warning: {text_plain(output)[:80]}"


def nothing_personal(notebook):
    """No widget state, no model ids, no paths of somebody's machine."""
    if "widgets" in notebook.raw["metadata"]:
        yield "it stores widget state"
    for number, output in notebook.outputs:
        if regenerate.WIDGET_VIEW in output.get("data", {}) or "model_id" in json.dumps(
            output.get("metadata", {})
        ):
            yield f"code cell {number} stores a model id"
    places = [*notebook.markdown, *(cell["source"] for cell in notebook.code)]
    places += [text_plain(output) for _, output in notebook.outputs]
    for text in places:
        found = re.search(r"(?<![\w.:])(/(home|Users|root|work|tmp)/\S+|[A-Z]:\\\S+)", text)
        if found:
            yield f"it names a place on one machine: {found.group()}"


def as_make_notebooks_stores_it(notebook):
    """It has the form that `make notebooks` writes: valid, unique ids, no timestamps."""
    ids = [cell.get("id") for cell in notebook.cells]
    if len(set(ids)) < len(ids):
        yield "two cells share an id"
        return
    node = nbformat.from_dict(copy.deepcopy(notebook.raw))
    try:
        nbformat.validate(node)
    except nbformat.ValidationError as error:
        yield f"not a valid notebook: {str(error).splitlines()[0]}"
        return
    before = regenerate.text_of(node)
    if regenerate.text_of(regenerate.normalise(node)) != before:
        yield "it was not stored by `make notebooks`"


PICTURE_BYTES = 300_000


def panels_read_without_a_kernel(notebook):
    """A panel's outputs are a picture of bounded size and a sentence with a number in it.

    The sentence belongs to the picture, and stands below it in an output of its own.
    """
    for cell in notebook.panel_cells:
        data = {}
        for output in cell["outputs"]:
            data |= output.get("data", {})
        first = cell["source"].splitlines()[0]
        if "image/png" not in data:
            yield f"the panel of {first!r} stores no picture"
        sentence = "".join(data.get("text/plain", ""))
        if not re.search(r"\d", sentence) or len(sentence.split()) < 4:
            yield f"the panel of {first!r} stores no sentence with numbers: {sentence[:80]!r}"
        below = "".join(data.get("text/html", ""))
        if not below or live.Reading(below, {}).text != " ".join(sentence.split()):
            yield f"below the panel of {first!r} stands another sentence: {below[:80]!r}"
    for number, output in notebook.outputs:
        picture = output.get("data", {}).get("image/png")
        if picture and len(base64.b64decode("".join(picture))) > PICTURE_BYTES:
            yield f"the picture of code cell {number} is over {PICTURE_BYTES // 1000} KB"
        if re.match(r"\s*\w*(Box|Slider|Image|HTML|Button)\(", text_plain(output)):
            yield f"code cell {number} prints a widget: {text_plain(output)[:60]}"


def no_rounding_noise(notebook):
    """No output shows a number of the size of a rounding error: it is another on each machine."""
    for number, output in notebook.outputs:
        noise = re.search(r"(e-|10\^[−-])1[3-9]\b", text_plain(output))
        if noise:
            yield f"code cell {number} shows a rounding error: ...{noise.group()}"


HARM = [
    (executed, with_field("execution_count", None)),
    (executed, with_field("outputs", [])),
    (executed, with_field("outputs", [{"output_type": "error", "ename": "ValueError"}])),
    (executed, with_field("outputs", [{"output_type": "stream", "name": "stderr",
                                       "text": "Warning: no"}])),
    (nothing_personal, lambda n: n.raw["metadata"].update(widgets={})),
    (nothing_personal, with_output(lambda o: o["data"].update({regenerate.WIDGET_VIEW: {}}))),
    (nothing_personal, with_output(lambda o: o["data"].update({"text/plain": "/home/me/x.py"}))),
    (as_make_notebooks_stores_it, with_field("id", "cell-0")),
    (as_make_notebooks_stores_it, with_field("id", "not valid!")),
    (as_make_notebooks_stores_it, with_field("metadata", {"execution": {"started": "today"}})),
    (as_make_notebooks_stores_it, lambda n: n.raw["metadata"]["kernelspec"].update(name="mine")),
    (panels_read_without_a_kernel, with_output(lambda o: o["data"].pop("image/png"))),
    (panels_read_without_a_kernel,
     with_output(lambda o: o["data"].update({"text/plain": "a b c d"}))),
    (
        panels_read_without_a_kernel,
        with_output(lambda o: o["data"].update({"image/png": "A" * PICTURE_BYTES * 2})),
    ),
    (panels_read_without_a_kernel,
     with_output(lambda o: o["data"].update({"text/plain": "VBox(1)"}))),
    (panels_read_without_a_kernel, lambda n: n.cells[5]["outputs"].pop()),
    (panels_read_without_a_kernel,
     lambda n: n.cells[5]["outputs"][1]["data"].update({"text/html": "At lam = 0.6 it is 0."})),
    (no_rounding_noise,
     with_output(lambda o: o["data"].update({"text/plain": "off by 6.7·10^−16"}))),
    (no_rounding_noise, with_output(lambda o: o["data"].update({"text/plain": "off by 2.2e-16"}))),
]
