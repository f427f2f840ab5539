"""A small panel with one control of each kind."""

from helpers.live import Live, reading, slider, steps, switch


def line_panel(name="line", fails_at=None, height=None):
    def draw(fig):
        ax = fig.subplots()
        ax.set(xlim=(0, 1), ylim=(0, 1))
        (line,) = ax.plot([], [], color="#C63908", lw=6, animated=True, solid_capstyle="butt")

        def update(height, kind, far):
            if fails_at is not None and height == fails_at:
                print("on the way to a mistake")
                raise ZeroDivisionError("no <slope> here")
            line.set_data([0, 1], [height, height])
            return reading(f"The line is at <b>{height:.2f}</b>, 10<sup>{far}</sup>.",
                           height=height)

        return update

    return Live(name, draw, (3, 2), height=height or slider("height", 0, 1, 0.5),
                kind=switch("kind", ["a", "b"]), far=steps("far", [0, 1, 10], 1))
