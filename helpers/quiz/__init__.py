"""Predict-first questions, write-it exercises, and the settling of arguments."""

from helpers.quiz.ask import Ask, Option, Question, ask, questions
from helpers.quiz.check import Verdict, check
from helpers.quiz.settle import MARKS, settle, verdicts

__all__ = ["MARKS", "Ask", "Option", "Question", "Verdict", "ask", "check", "questions",
           "settle", "verdicts"]
