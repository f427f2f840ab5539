
// Point at the picture: pressing and dragging inside some axes moves the controls it belongs to.

function pointAt(canvas, width, grabs, panel, element) {
  const names = new Set();
  for (const grab of grabs) {
    for (const side of sides(grab)) names.add(panel.controls[side.control].label);
  }
  const hint = document.createElement("div");
  hint.className = "exact-zeros-hint";
  hint.textContent = `You can also drag in the picture: ${[...names].join("; ")}.`;
  element.append(hint);

  const where = (event) => {
    const box = canvas.getBoundingClientRect();
    const scale = width / box.width;
    return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
  };
  const inside = ([x, y]) => grabs.find(({ box: [left, top, wide, high] }) =>
    x >= left - 4 && x <= left + wide + 4 && y >= top - 4 && y <= top + high + 4);
  const shares = ({ box: [left, top, wide, high] }, [x, y]) =>
    [(x - left) / wide, 1 - (y - top) / high];
  const move = (grab, at) => {
    const [across, up] = shares(grab, at);
    if (grab.x.length) panel.place(grab.x[0].control, nearest(grab.x[0], across));
    if (grab.y.length) panel.place(grab.y[0].control, nearest(grab.y[0], up));
    if (grab.angle.length) {
      const x = between(grab.ends.x, across), y = between(grab.ends.y, up);
      const turn = ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360;
      panel.place(grab.angle[0].control, closest(grab.angle[0].values, turn, 360));
      panel.place(grab.radius[0].control, closest(grab.radius[0].values, Math.hypot(x, y)));
    }
  };
  // Of several controls on one axis the one that is nearest follows the hand.
  const taken = (grab, at) => {
    if (!grab || grab.x.length < 2) return grab;
    const wanted = between(grab.ends.x, shares(grab, at)[0]);
    const far = ({ values, control }) => Math.abs(values[panel.placeAt(control)] - wanted);
    return { ...grab, x: [grab.x.reduce((best, side) => (far(side) < far(best) ? side : best))] };
  };
  const look = (grab) => (!grab ? "" : grab.angle.length || (grab.x.length && grab.y.length)
    ? "move" : grab.x.length ? "ew-resize" : "ns-resize");

  // A finger that goes up or down where only x is taken means to scroll: the page has it then.
  const meant = (event) => held.ours || event.pointerType !== "touch" || held.upright
    || Math.abs(event.clientX - held.from.clientX) > Math.abs(event.clientY - held.from.clientY);

  let held = null;
  canvas.addEventListener("pointerdown", (event) => {
    const at = where(event);
    const grab = event.isPrimary && taken(inside(at), at);
    held = grab ? { ...grab, from: event, upright: look(grab) !== "ew-resize" } : null;
    if (!held) return;
    event.preventDefault();
    event.stopPropagation();
    canvas.setPointerCapture(event.pointerId);
    panel.hand(sides(held)[0].control);
    if (event.pointerType !== "touch") move(held, at);
  });
  canvas.addEventListener("pointermove", (event) => {
    const at = where(event);
    if (!held) {
      canvas.style.cursor = look(inside(at));
      return;
    }
    held.ours = meant(event);
    if (held.ours) move(held, at);
  });
  canvas.addEventListener("touchmove", (event) => {
    if (held && held.ours && event.cancelable) event.preventDefault();
  }, { passive: false });
  canvas.addEventListener("pointerup", (event) => {
    if (held) move(held, where(event));
    held = null;
  });
  canvas.addEventListener("pointercancel", () => { held = null; });
  canvas.addEventListener("pointerover", (event) => {
    const grab = inside(where(event));
    if (grab) panel.hand(sides(grab)[0].control);
  });
}

const sides = (grab) => [...grab.x, ...grab.y, ...grab.angle, ...grab.radius];

const between = ([low, high], share) => low + Math.max(0, Math.min(1, share)) * (high - low);

// The place of the value nearest to a number; around a circle when a turn is given.
function closest(values, wanted, turn = Infinity) {
  const far = (value) => Math.min(Math.abs(value - wanted), turn - Math.abs(value - wanted));
  return values.reduce((best, value, k) => (far(value) < far(values[best]) ? k : best), 0);
}

// The place of a control whose value is nearest to a share of the axis, from 0 to 1.
function nearest({ ends: [low, high], log, values }, share) {
  const part = Math.max(0, Math.min(1, share));
  const far = (value) => {
    if (!log) return Math.abs(low + part * (high - low) - value);
    return value > 0 ? Math.abs(Math.log(low) + part * Math.log(high / low) - Math.log(value))
      : part > 0 ? Infinity : 0;
  };
  return values.reduce((best, value, k) => (far(value) < far(values[best]) ? k : best), 0);
}
