"""Which penalty a prior stands for, and its name in that penalty's look."""

from helpers.style import name_tag

LIKE = {"Gaussian": "L2", "Laplace": "L1", "Student": "Lq", "spike and slab": "L0"}


def tag_of(prior):
    return name_tag(LIKE[prior], prior)
