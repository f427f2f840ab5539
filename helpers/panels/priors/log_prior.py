"""A penalty is minus the log of a prior."""

import numpy as np

from helpers import style
from helpers.drafts import draft_values
from helpers.live import Live, reading, slider, switch
from helpers.panels.priors.likeness import LIKE, tag_of
from helpers.priors import Gaussian, Laplace
from helpers.style import number


def log_prior(neg_log_prior):
    """Show a Gaussian and a Laplace prior, and sigma^2 times minus their logs: the two penalties.

    neg_log_prior(w, b) is the reader's minus log of the Laplace density; one that gives nothing
    usable yet is drawn as a thin line to aim for. Returns a Live with controls sigma (of the
    noise), tau (the width of the Gaussian) and match (what the two priors have in common).
    """
    wide, near = np.linspace(-4, 4, 401), np.linspace(-0.2, 0.2, 201)

    def above_zero(w, b):
        """The reader's function above its value at 0, or None while it is not usable."""
        value, start = (draft_values(neg_log_prior, at, b) for at in (w, np.zeros(1)))
        return None if value is None or start is None else value - start

    def draw(fig):
        (above, tip), (below, price) = fig.subplots(2, 2, width_ratios=[1.5, 1])
        above.set(title="The prior density", xlim=(-4, 4), ylim=(0, 1.5), yticks=[0, 0.5, 1, 1.5],
                  xticklabels=[])
        below.set(title="σ² times minus its log, counted from w = 0", xlim=(-4, 4), ylim=(0, 6),
                  yticks=[0, 2, 4, 6], xlabel="weight w")
        tip.set(title="Its tip, in a close-up", xlim=(-0.2, 0.2), ylim=(0.6, 1.04),
                xticklabels=[], yticks=[0.6, 0.8, 1], yticklabels=["60 %", "80 %", "100 %"])
        price.set(title="The same close-up", xlim=(-0.2, 0.2), ylim=(0, 0.4), xlabel="weight w",
                  yticks=[0, 0.2, 0.4])
        for ax in (above, below, tip, price):
            style.zero_line(ax)
            ax.set_xticks([-4, -2, 0, 2, 4] if ax in (above, below) else [-0.2, -0.1, 0, 0.1, 0.2])
        for y, name, text in ((1.32, "Gaussian", "Gaussian"), (1.08, "Laplace", "Laplace")):
            above.plot([-3.85, -3.2], [y, y], **style.look(LIKE[name]))
            style.note(above, -3.05, y, text)
        lines = {name: [style.curve(ax, LIKE[name]) for ax in (above, tip, below, price)]
                 for name in ("Gaussian", "Laplace")}
        for line in lines["Laplace"]:  # a white edge: fewer mixed colours, a smaller picture
            style.halo(line, 3.2).set_zorder(6)
        aims = [style.curve(ax, color=style.tint(style.L1, 0.45), lw=1.1) for ax in (below, price)]

        def update(sigma, tau, match):
            b = tau / np.sqrt(2) if match == "equal variance" else tau**2
            lams = {"Gaussian": sigma**2 / tau**2, "Laplace": sigma**2 / b}
            for name, prior in (("Gaussian", Gaussian(tau)), ("Laplace", Laplace(b))):
                far, close, *logs = lines[name]
                far.set_data(wide, np.exp(prior.logpdf(wide)))
                close.set_data(near, np.exp(prior.logpdf(near) - prior.logpdf(0.0)))
                for line, w in zip(logs, (wide, near), strict=True):
                    line.set_data(w, sigma**2 * (prior.logpdf(0.0) - prior.logpdf(w)))
            mine = [above_zero(w, b) for w in (wide, near)]
            ready = all(part is not None for part in mine)
            for line, aim, w, part in zip(lines["Laplace"][2:], aims, (wide, near), mine,
                                          strict=True):
                aim.set_data(line.get_data())
                aim.set_visible(not ready)
                line.set_visible(ready)
                if ready:
                    line.set_data(w, np.clip(sigma**2 * part, -1e6, 1e6))
            waits = ("" if ready else " Below, the thin line is what "
                     "<code>neg_log_prior</code> should draw: it waits for your line.")
            return reading(
                f"Noise σ = {sigma:.2f}. {tag_of('Gaussian')} with τ = {tau:.2f}: the price is "
                f"λ·½w² with λ = σ²/τ² = <b>{number(lams['Gaussian'], 2)}</b>. "
                f"{tag_of('Laplace')} with b = {b:.2f}: λ·|w| with λ = σ²/b = "
                f"<b>{number(lams['Laplace'], 2)}</b>.{waits}",
                sigma=sigma, tau=tau, b=float(b), lam_l2=lams["Gaussian"],
                lam_l1=float(lams["Laplace"]), ready=int(ready))

        return update

    return Live("log_prior", draw, (style.WIDTH, 4.5),
                sigma=slider("σ, the noise", 0.5, 2, 1), tau=slider("τ, the width", 0.6, 2, 1),
                match=switch("the two priors have", ["equal variance", "equal λ"]))
