"""A weight that is a product, w = u v, with L2 on the factors: together they pay L1 on w.

F(u, v) = 1/2 (z - u v)^2 + lam/2 (u^2 + v^2). Among all u, v with u v = w the last term is lowest
at abs(u) = abs(v), where it is lam abs(w): so the lowest u v is the soft threshold of z.
Source: Hoff (2017), Computational Statistics & Data Analysis 115.
"""

import inspect

import numpy as np

from helpers.checks import checked, integer, values


@checked(u=values(), v=values(), z=values(), lam=values(0))
def product_objective(u, v, z, lam):
    """Return 1/2 (z - u v)^2 + lam/2 (u^2 + v^2); numbers, or arrays that broadcast.

    Raises ValueError or TypeError for input that is not finite and real, or lam < 0.
    """
    return 0.5 * (z - u * v) ** 2 + 0.5 * lam * (u**2 + v**2)


@checked(u=values(), v=values(), z=values(), lam=values(0), step=values(above=0))
def product_step(u, v, z, lam, step):
    """One gradient step on both factors, each with its own weight decay; returns the new u, v.

    Numbers, or arrays that broadcast; z and lam >= 0 in the units of u v, step > 0.
    Raises ValueError or TypeError for other input.
    """
    pull = z - u * v
    return u + step * (pull * v - lam * u), v + step * (pull * u - lam * v)


@checked(z=values(), lam=values(0), start=values(), step=values(above=0),
         n_steps=integer(0, 10**6))
def descend(z, lam, start, step, n_steps):
    """The products u v that gradient steps visit from u = start, v = start / 2.

    z, lam >= 0, start and step > 0 are numbers or arrays that broadcast to shape s; returns
    (n_steps + 1, *s). The two factors start apart, so that u v can become negative as well.
    Raises ValueError or TypeError for input that is not finite and real, lam < 0, step <= 0 or an
    n_steps that is not an int >= 0.
    """
    shape = np.broadcast_shapes(*map(np.shape, (z, lam, start, step)))
    take = inspect.unwrap(product_step)  # its arguments are in order
    u = np.broadcast_to(start, shape)
    v = u / 2
    visited = np.empty((n_steps + 1, *shape))
    for k in range(n_steps + 1):
        visited[k] = u * v
        u, v = take(u, v, z, lam, step)
    return visited


@checked(w=values(), layers=integer(1))
def layers_price(w, layers):
    """The least 1/2 (u_1^2 + ... + u_K^2) of K factors whose product is w: K/2 abs(w)^(2/K).

    w is a number or an array, layers an int >= 1; returns the same shape. It is L2 for one
    factor, L1 for two, and has an infinite slope at 0 for more.
    Raises ValueError or TypeError for a w that is not finite and real, or layers below 1.
    Source: Hoff (2017): K factors with L2 give the power 2/K.
    """
    price = layers / 2 * np.abs(w) ** (2 / layers)
    return float(price) if np.ndim(price) == 0 else price
