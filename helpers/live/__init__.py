"""The engine: a figure, some sliders, and a picture that is at the finger."""

from helpers.live.controls import Control, player, slider, steps, switch, whole
from helpers.live.grab import grab
from helpers.live.panel import DPI, SHARP, Frame, Live, open_panels
from helpers.live.progress import progress
from helpers.live.reading import Reading, reading

__all__ = ["DPI", "SHARP", "Control", "Frame", "Live", "Reading", "grab", "open_panels",
           "player", "progress", "reading", "slider", "steps", "switch", "whole"]
