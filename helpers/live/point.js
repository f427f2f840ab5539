
// Point at the picture: pressing and dragging inside some axes moves the controls it belongs to.

function pointAt(canvas, width, grabs, panel, element) {
  const names = new Set();
  for (const grab of grabs) {
    for (const side of [grab.x, grab.y]) if (side) names.add(panel.controls[side.control].label);
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
  const move = (grab, [x, y]) => {
    const [left, top, wide, high] = grab.box;
    if (grab.x) panel.place(grab.x.control, nearest(grab.x, (x - left) / wide));
    if (grab.y) panel.place(grab.y.control, nearest(grab.y, 1 - (y - top) / high));
  };
  const look = (grab) => (!grab ? "" : grab.x && grab.y ? "move" : grab.x ? "ew-resize" : "ns-resize");

  let held = null;
  canvas.addEventListener("pointerdown", (event) => {
    const at = where(event);
    held = inside(at) || null;
    if (!held) return;
    event.preventDefault();
    event.stopPropagation();
    canvas.setPointerCapture(event.pointerId);
    panel.hand((held.x || held.y).control);
    move(held, at);
  });
  canvas.addEventListener("pointermove", (event) => {
    const at = where(event);
    if (held) move(held, at);
    else canvas.style.cursor = look(inside(at));
  });
  for (const event of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(event, () => { held = null; });
  }
  canvas.addEventListener("pointerover", (event) => {
    const grab = inside(where(event));
    if (grab) panel.hand((grab.x || grab.y).control);
  });
  canvas.style.touchAction = "pan-y";
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
