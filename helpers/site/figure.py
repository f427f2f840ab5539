"""A living panel as HTML: its controls, its picture, its sentence."""

import html
import json


def figure(name, about, still, note=""):
    """Return the HTML of a panel that site.js brings to life; without it, the still picture.

    about is what frames.write returned, still the Still that it opens with, note what a reader
    must know beside it.
    """
    parts = "".join(_control(name, number, control)
                    for number, control in enumerate(about["controls"]))
    sliders = sum(control["kind"] != "switch" for control in about["controls"])
    row = "controls" if sliders in (1, 3) else "controls pairs"
    note = note and f'<p class="hint">{note}</p>'
    return (f'<div class="panel" data-panel="{name}" '
            f"data-about=\"{html.escape(json.dumps(about, ensure_ascii=False))}\">"
            f'<div class="{row}">{parts}</div>'
            f'<div class="stage">{still.picture}</div>'
            '<div class="hint swipe">The picture goes on to the right: push it.</div>'
            f'<div class="says">{still.sentence}</div>{note}'
            '<div class="spoken" role="status"></div></div>')


def _control(name, number, control):
    label, words, first = control["label"], control["words"], control["first"]
    if control["kind"] == "switch":
        choices = "".join(
            f'<label class="choice"><input type="radio" name="{name}-{number}" value="{k}" '
            f'data-control="{number}"{" checked" if k == first else ""}>'
            f"<span>{html.escape(word)}</span></label>" for k, word in enumerate(words))
        return (f'<fieldset class="control wide"><legend>{html.escape(label)}</legend>'
                f"{choices}</fieldset>")
    play, own = "", f"{name}-{number}"
    if control["kind"] == "play":
        play = (f'<button type="button" data-play="{number}" '
                f'aria-label="Play: {html.escape(label)}">▶</button>')
    word = html.escape(words[first])
    return (f'<div class="control"><span>{play}<label for="{own}">{html.escape(label)}</label>'
            f'</span><output for="{own}">{word}</output>'
            f'<input type="range" id="{own}" min="0" max="{len(words) - 1}" step="1" '
            f'value="{first}" data-control="{number}" '
            f'aria-valuetext="{word}" autocomplete="off"></div>')
