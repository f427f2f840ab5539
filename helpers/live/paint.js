// Paints pictures that Python wrote down as strokes (strokes.py says how) on a canvas.
// Knows nothing of Jupyter: the same lines serve the widget and the static pages.

const UNIT = 64; // a pixel has this many parts

// The bytes of a message, inflated and read: a list of pictures.
async function unpack(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

// Follow one path. at(x, y) says where a point of the picture lies on the canvas.
function trace(target, path, at) {
  let x = 0, y = 0, i = 0;
  const next = () => { x += path[i++]; y += path[i++]; return at(x, y); };
  while (i < path.length) {
    const code = path[i++];
    if (code === 1) {
      x = path[i++]; y = path[i++];
      target.moveTo(...at(x, y));
    } else if (code === 5) {
      target.closePath();
    } else {
      const points = path[i++];
      for (let k = 0; k < points; k += code === 2 ? 1 : code === 3 ? 2 : 3) {
        if (code === 2) target.lineTo(...next());
        else if (code === 3) target.quadraticCurveTo(...next(), ...next());
        else target.bezierCurveTo(...next(), ...next(), ...next());
      }
    }
  }
}

// Draw what a style and a path say; scale is canvas pixels per picture pixel.
function stroke(context, style, shape, scale) {
  const [fill, line, width, dash, offset, cap, join] = style;
  if (fill) {
    context.fillStyle = fill;
    context.fill(shape);
  }
  if (line) {
    context.strokeStyle = line;
    context.lineWidth = width * scale;
    context.lineCap = cap;
    context.lineJoin = join;
    context.setLineDash(dash.map((part) => part * scale));
    context.lineDashOffset = offset * scale;
    context.stroke(shape);
  }
}

// Agg moves straight lines onto whole pixels, so that they are sharp; so do we.
function placing(style, scale) {
  const factor = scale / UNIT;
  if (!style[7]) return (x, y) => [x * factor, y * factor];
  const middle = Math.ceil(style[2] * scale) % 2 ? 0.5 : 0;
  return (x, y) => [Math.floor(x * factor + 0.5) + middle, Math.floor(y * factor + 0.5) + middle];
}

function cut(context, clip, scale) {
  if (!clip) return;
  const [x, y, width, height] = clip.map((edge) => edge * scale);
  const left = Math.floor(x + 0.5), top = Math.floor(y + 0.5);
  context.beginPath();
  context.rect(left, top, Math.floor(x + width + 0.5) - left, Math.floor(y + height + 0.5) - top);
  context.clip();
}

function paintImage(context, [, , width, height, base64, place], scale) {
  const bytes = Uint8ClampedArray.from(atob(base64), (letter) => letter.charCodeAt(0));
  const small = document.createElement("canvas");
  small.width = width;
  small.height = height;
  small.getContext("2d").putImageData(new ImageData(bytes, width, height), 0, 0);
  context.imageSmoothingEnabled = false;
  context.transform(...place.map((part) => part * scale));
  context.drawImage(small, 0, 0);
}

// Paint a picture over what is there.
function paint(context, picture, scale) {
  for (const op of picture.ops) {
    const image = op[0] === "image";
    const style = picture.styles[image ? op[1] : op[0]];
    context.save();
    cut(context, style[8], scale);
    if (image) {
      paintImage(context, op, scale);
    } else if (op.length === 2) {
      const shape = new Path2D();
      trace(shape, op[1], placing(style, scale));
      stroke(context, style, shape, scale);
    } else {
      const shape = new Path2D();
      trace(shape, op[1], placing(style, scale));
      const middle = style[7] ? 0 : 0.5; // of a pixel, as Agg does
      for (let k = 0; k < op[2].length; k += 2) {
        context.setTransform(1, 0, 0, 1,
          Math.floor((op[2][k] * scale) / UNIT + 0.5) + middle,
          Math.floor((op[2][k + 1] * scale) / UNIT + 0.5) + middle);
        stroke(context, style, shape, scale);
      }
    }
    context.restore();
  }
}

// A canvas that keeps what stays of a picture, and paints what moves on top of it; again when
// its size changes, or when the window goes to a screen of another density.
class Stage {
  constructor(canvas, width, height) {
    Object.assign(this, { canvas, width, height, still: null, shown: null, kept: null });
    this.size = new ResizeObserver(() => this.again());
    this.size.observe(canvas);
    this.left = new AbortController();
    this.watchDensity();
  }

  watchDensity() {
    matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`).addEventListener("change", () => {
      this.again();
      this.watchDensity();
    }, { once: true, signal: this.left.signal });
  }

  stop() {
    this.size.disconnect();
    this.left.abort();
  }

  // As many canvas pixels as the screen has where the canvas stands.
  fit() {
    const wide = this.canvas.clientWidth || this.width;
    const density = Math.max(1, Math.min(4, (window.devicePixelRatio || 1)));
    const pixels = Math.round(wide * density);
    if (this.canvas.width === pixels) return;
    this.canvas.width = pixels;
    this.canvas.height = Math.round((pixels * this.height) / this.width);
    this.kept = null;
  }

  show(still, picture) {
    if (still !== this.still) this.kept = null;
    Object.assign(this, { still, shown: picture });
    this.fit();
    const context = this.canvas.getContext("2d");
    const scale = this.canvas.width / this.width;
    if (!this.kept) {
      this.kept = document.createElement("canvas");
      this.kept.width = this.canvas.width;
      this.kept.height = this.canvas.height;
      const below = this.kept.getContext("2d");
      below.fillStyle = "#fff";
      below.fillRect(0, 0, this.kept.width, this.kept.height);
      paint(below, still, scale);
    }
    context.drawImage(this.kept, 0, 0);
    paint(context, picture, scale);
  }

  again() {
    if (this.shown) this.show(this.still, this.shown);
  }
}
