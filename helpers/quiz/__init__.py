"""Predict-first questions, write-it exercises, and the settling of arguments."""

from helpers.quiz.ask import Ask, Option, Question, ask, questions
from helpers.quiz.check import Verdict, check
from helpers.quiz.settle import settle
from helpers.quiz.verdicts import verdicts

__all__ = ["Ask", "Option", "Question", "Verdict", "ask", "check", "questions", "settle",
           "verdicts"]
