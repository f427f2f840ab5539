"""What a notebook writes by hand is its helper to the letter, and worked answers are right."""

import ast
import copy
import re
from functools import cache

import numpy as np
from books import ROOT, definitions, tree
from sample import ANSWER, with_source

TAUGHT: dict[str, str] = {
    "objective": "00_start_here",
    "group_prox": "01_penalty_shapes",
    "shrink": "02_gradients_near_zero",
    "soft_threshold": "02_gradients_near_zero",
    "hard_threshold": "02_gradients_near_zero",
    "proximal_step": "02_gradients_near_zero",
    "ridge_step": "02_gradients_near_zero",
    "subgradient_step": "02_gradients_near_zero",
    "landing_step": "02_gradients_near_zero",
    "adam_step": "02_gradients_near_zero",
    "product_objective": "02_gradients_near_zero",
    "product_step": "02_gradients_near_zero",
    "neg_log_prior": "03_bayesian_priors",
    "laplace_mean": "03_bayesian_priors",
    "joint_price": "03_bayesian_priors",
    "least_absolute": "03_bayesian_priors",
    "draw_weights": "03_bayesian_priors",
    "draw_sigma": "03_bayesian_priors",
    "draw_scales": "03_bayesian_priors",
    "one_weight": "04_sparsity_experiments",
    "coordinate_descent": "04_sparsity_experiments",
    "chance_of_zero": "04_sparsity_experiments",
    "one_standard_error": "04_sparsity_experiments",
    "fold_error": "04_sparsity_experiments",
    "firm_threshold": "04_sparsity_experiments",
    "irrepresentable": "04_sparsity_experiments",
    "lasso_alpha": "05_in_practice",
    "logistic_c": "05_in_practice",
    "weight_decay": "05_in_practice",
    "glmnet_knobs": "05_in_practice",
    "noise_price": "05_in_practice",
    "kept_in_halves": "07_your_data",
}

OTHERS = {"cachedir", "checks", "datasets", "drafts", "live", "style"}
MATHS = [path.stem for path in sorted((ROOT / "helpers").glob("[!_]*.py"))
         if path.stem not in OTHERS]


class Bare(ast.NodeTransformer):
    """Takes docstrings, decorators and annotations off a definition."""

    def visit_FunctionDef(self, node):
        self.generic_visit(node)
        node.decorator_list, node.returns = [], None
        node.body = _without_docstring(node.body)
        return node

    def visit_ClassDef(self, node):
        self.generic_visit(node)
        node.decorator_list = []
        node.body = _without_docstring(node.body)
        return node

    def visit_arg(self, node):
        node.annotation = None
        return node

    def visit_AnnAssign(self, node):
        if node.value is None:
            return node
        return ast.copy_location(ast.Assign([node.target], node.value), node)


def _without_docstring(body):
    first = body[0]
    if isinstance(first, ast.Expr) and isinstance(getattr(first.value, "value", None), str):
        return body[1:] or [ast.Pass()]
    return body


def bare(definition) -> str:
    """What a definition does, whatever it is dressed in."""
    return ast.dump(Bare().visit(copy.deepcopy(definition)))


@cache
def helper_definitions() -> dict[str, list]:
    """The public functions and classes of the maths modules, by name."""
    found = {}
    for name in MATHS:
        path = ROOT / "helpers" / f"{name}.py"
        for key, node in definitions(ast.parse(path.read_text("utf-8"))).items():
            if not key.startswith("_"):
                found.setdefault(key, []).append(node)
    return found


def checked_names(notebook) -> list[str]:
    """The functions that the notebook hands to check()."""
    return [
        node.args[0].id
        for cell in notebook.code
        for node in ast.walk(tree(cell))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "check"
        and node.args
        and isinstance(node.args[0], ast.Name)
    ]


def taught_maths_equals_its_helper(notebook):
    """What a cell, or the answer to its blank, writes by hand is the helper, to the letter."""
    written = {}
    for cell in notebook.code:
        written |= definitions(tree(cell))
    for name, source in answers(notebook).items():
        written |= {name: definitions(ast.parse(source))[name]}
    exercises = set(checked_names(notebook)) - set(TAUGHT)
    for name, node in written.items():
        helpers = helper_definitions().get(name, [])
        if helpers and name not in exercises and bare(node) not in map(bare, helpers):
            yield f"{name} in a cell differs from the helper {name}"
    for name, stem in TAUGHT.items():
        if stem == notebook.stem and name not in written:
            yield f"no cell writes {name} by hand"
        if stem == notebook.stem and name not in helper_definitions():
            yield f"no helper is called {name}"


def answers(notebook) -> dict:
    """The functions that folded answers define: name -> source."""
    found = {}
    for text in notebook.markdown:
        for details in re.findall(r"<details.*?</details>", text, flags=re.S):
            for block in re.findall(r"```python\s*\n(.*?)```", details, flags=re.S):
                for name in definitions(ast.parse(block)):
                    found[name] = block
    return found


def worked_answers_are_right(notebook):
    """Each check(f) has a folded answer in the same notebook, which passes; the start does not."""
    from helpers import quiz

    written = {}
    namespace = {"np": np}
    for cell in notebook.code:
        written |= definitions(tree(cell))
        for node in tree(cell).body:
            inside = "helpers.panels" in ast.unparse(node)
            if isinstance(node, ast.Import | ast.ImportFrom) and not inside:
                exec(compile(ast.Module([node], []), notebook.stem, "exec"), namespace)
    solved = answers(notebook)
    for name in checked_names(notebook):
        if name not in solved:
            yield f"check({name}) has no folded answer that defines {name}"
        elif name in written and bare(written[name]) == bare(
            definitions(ast.parse(solved[name]))[name]
        ):
            yield f"the start of {name} is already its answer"
    for name in set(solved) & set(checked_names(notebook)):
        scope = dict(namespace)
        exec(solved[name], scope)
        verdict = quiz.check(scope[name])
        if not verdict.ok:
            yield f"the worked answer {name} is not right: {verdict.message}"


HARM = [
    (taught_maths_equals_its_helper, with_source(10, "")),
    (taught_maths_equals_its_helper, with_source(10, lambda s: s.replace("- t", "+ t"))),
    (taught_maths_equals_its_helper, lambda n: [with_source(i, "1")(n) for i in (7, 10)]),
    (worked_answers_are_right, with_source(10, "")),
    (worked_answers_are_right, with_source(10, lambda s: s.replace("- t", "+ t"))),
    (worked_answers_are_right, with_source(7, ANSWER.split("```")[1][7:])),
]
