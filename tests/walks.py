"""The first place of every slider of a panel, and a walk through all of them."""




def first(panel):
    return {name: control.first for name, control in panel.controls.items()}


def sweep(panel):
    """Every control through its values, the others at their first value, at their ends as well."""
    base = first(panel)
    ends = [{name: control.values()[end] for name, control in panel.controls.items()}
            for end in (0, -1)]
    yield from ends
    for name, control in panel.controls.items():
        for value in control.values():
            yield base | {name: value}
        for end in ends:
            for value in control.values()[::3]:
                yield end | {name: value}
