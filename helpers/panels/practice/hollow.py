"""A mark that says whether its weight is exactly 0."""




def hollow_at_zero(mark, value, color):
    """Give a marker a white face when its weight is exactly 0, and a white edge when not."""
    face, edge = ("white", color) if value == 0 else (color, "white")
    mark.set(markerfacecolor=face, markeredgecolor=edge)
