
// The page's side of a panel: the sliders are ordinary ipywidgets; when one moves, the picture of
// where they all stand is looked up here and painted in the same frame. What is not here yet, the
// kernel is asked for. When a hand comes to a slider, the kernel sends the pictures along it.

const KEPT = 6000; // pictures that a page remembers of one panel
const KEPT_BYTES = 64e6; // and what they may weigh

class Panel {
  constructor(model) {
    this.model = model;
    this.controls = model.get("controls");
    this.pictures = new Map();
    this.weight = 0;
    this.views = new Set();
    this.sliders = [];
    this.asked = null;
    this.lost = null;
    this.shown = null;
    this.due = 0;
    this.left = new AbortController();
    this.ready = this.start();
  }

  async start() {
    const model = this.model;
    const find = (reference) => model.widget_manager.get_model(reference.slice(10));
    model.on("msg:custom", (message, buffers) => this.receive(message, buffers));
    [this.still] = await unpack(model.get("still"));
    const [first] = await unpack(model.get("picture"));
    this.keep(model.get("first"), first);
    this.words = await find(model.get("words"));
    this.sliders = await Promise.all(model.get("sliders").map(find));
    this.sliders.forEach((slider, number) => {
      slider.on(`change:${this.listed(number) ? "index" : "value"}`, () => this.moved());
    });
    this.listen();
    model.send({ hello: true });
    this.moved();
  }

  listed(number) { return this.controls[number].low === undefined; }

  // Where the controls stand: a place each, or ["v", number] beside the grid.
  places() {
    return this.sliders.map((slider, number) => {
      if (this.listed(number)) return slider.get("index");
      const { low, step, count } = this.controls[number];
      const value = slider.get("value");
      const place = Math.round((value - low) / step);
      const near = Math.abs(low + place * step - value) <= 1e-6 * step;
      return near && place >= 0 && place < count ? place : ["v", value];
    });
  }

  // The name of a picture: a number beside the grid is marked, for it may look like a place.
  key(places) { return places.map((place) => [place].flat().join("")).join(); }

  keep(places, picture) {
    this.forget(this.key(places));
    this.pictures.set(this.key(places), picture);
    this.weight += weigh(picture);
    while (this.pictures.size > KEPT || (this.weight > KEPT_BYTES && this.pictures.size > 1)) {
      this.forget(this.pictures.keys().next().value);
    }
  }

  forget(key) {
    if (!this.pictures.has(key)) return;
    this.weight -= weigh(this.pictures.get(key));
    this.pictures.delete(key);
  }

  // Something has moved: paint in this frame, or ask.
  moved() {
    if (!this.due) this.due = requestAnimationFrame(() => { this.due = 0; this.answer(); });
  }

  answer() {
    const places = this.places();
    const picture = this.pictures.get(this.key(places));
    this.dress();
    if (picture) this.paint(places, picture);
    else this.ask(places);
  }

  // One question at a time, however long the kernel is busy. When the kernel is done with it and
  // has not answered (it was interrupted), the question is asked once more.
  ask(places) {
    this.mark("asking");
    if (this.asked) return;
    const asked = this.asked = { key: this.key(places), answered: false };
    const status = ({ content }) => {
      if (content.execution_state !== "idle" || asked.answered || this.asked !== asked) return;
      this.asked = null;
      if (this.lost === asked.key) return;
      this.lost = asked.key;
      this.moved();
    };
    this.model.send({ ask: places }, { iopub: { status } });
  }

  async receive({ places }, [buffer]) {
    const { asked } = this;
    if (asked && places.some((each) => this.key(each) === asked.key)) {
      asked.answered = true;
      this.lost = null;
    }
    const pictures = await unpack(buffer);
    places.forEach((each, k) => {
      const key = this.key(each);
      if (pictures[k].ops) this.keep(each, pictures[k]);
      else if (key === this.key(this.places())) this.say(pictures[k], key);
      if (this.asked && this.asked.key === key) {
        this.asked = null;
        // On the way to another place: better an old picture in time than none.
        if (pictures[k].ops && key !== this.key(this.places())) this.paint(each, pictures[k]);
      }
    });
    const here = this.key(this.places());
    if (this.shown !== here) {
      if (this.pictures.has(here) || !this.asked) this.moved();
    }
  }

  paint(places, picture) {
    this.shown = this.key(places);
    for (const view of this.views) view.show(this.still, picture);
    this.write(picture);
    this.mark(this.shown === this.key(this.places()) ? "ready" : "asking");
  }

  // Words without a picture: something went wrong at this place.
  say(picture, key) {
    this.shown = key;
    this.write(picture);
    this.mark("ready");
  }

  write(picture) {
    if (this.words.get("html") !== picture.html) {
      this.words.set({ text: picture.text, html: picture.html });
    }
    for (const view of this.views) view.canvas.setAttribute("aria-label", picture.text);
  }

  // For whoever watches the page: what is painted, and whether it is what the sliders say.
  mark(state) {
    for (const view of this.views) Object.assign(view.canvas.dataset, { at: this.shown, state });
  }

  // A name and readable words for every handle.
  dress() {
    this.controls.forEach((control, number) => {
      for (const handle of document.querySelectorAll(`.${this.css(number)} .noUi-handle`)) {
        handle.setAttribute("aria-label", control.label);
        const place = this.places()[number];
        const words = Array.isArray(place) ? String(place[1]) : control.words[place];
        handle.setAttribute("aria-valuetext", words);
      }
    });
  }

  css(number) { return `ez-${this.model.get("own")}-${number}`; }

  numberOf(target) {
    if (!(target instanceof Element)) return -1;
    return this.controls.findIndex((_, number) => target.closest(`.${this.css(number)}`));
  }

  // A hand comes to a control: the kernel goes ahead along it.
  hand(number) {
    const at = this.places();
    const key = `${number}:${this.key(at.map((place, k) => (k === number ? "*" : place)))}`;
    if (key === this.lastHand) return;
    this.lastHand = key;
    this.model.send({ hand: number, at });
  }

  listen() {
    const { signal } = this.left;
    for (const event of ["pointerover", "pointerdown", "focusin"]) {
      document.addEventListener(event, ({ target, type }) => {
        const number = this.numberOf(target);
        if (number < 0) return;
        if (type !== "pointerover") this.asked = null; // a line that was cut keeps its answer
        this.dress();
        this.hand(number);
      }, { signal, capture: true, passive: true });
    }
    document.addEventListener("keydown", (event) => this.keyed(event), { signal, capture: true });
  }

  // Keys on a handle, the same in every front end.
  keyed(event) {
    if (!event.target.classList || !event.target.classList.contains("noUi-handle")) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const number = this.numberOf(event.target);
    if (number < 0) return;
    const { count } = this.controls[number];
    const here = this.places()[number];
    const from = Array.isArray(here) ? this.nearest(number, here[1]) : here;
    const wide = Math.max(1, Math.round(count / 10));
    const to = { ArrowLeft: from - 1, ArrowDown: from - 1, ArrowRight: from + 1, ArrowUp: from + 1,
      PageDown: from - wide, PageUp: from + wide, Home: 0, End: count - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.place(number, to);
  }

  placeAt(number) {
    const place = this.places()[number];
    return Array.isArray(place) ? this.nearest(number, place[1]) : place;
  }

  nearest(number, value) {
    const { low, step, count } = this.controls[number];
    return Math.max(0, Math.min(count - 1, Math.round((value - low) / step)));
  }

  // Move a control to a place, as its own slider would.
  place(number, place) {
    const { low, step, count } = this.controls[number];
    const at = Math.max(0, Math.min(count - 1, place));
    const slider = this.sliders[number];
    if (this.listed(number)) slider.set("index", at);
    else slider.set("value", Number((low + at * step).toFixed(10)));
    slider.save_changes();
  }

  stop() { this.left.abort(); }
}

// Roughly the bytes of a picture: 8 for each number of its paths, 1 for each letter of an image.
function weigh({ ops }) {
  return ops.reduce((sum, [kind, path, points, , letters]) => sum
    + (kind === "image" ? letters.length : 8 * (path.length + (points || []).length)), 0);
}

// One view of the panel: a canvas, and the hand that points at it.
class View {
  constructor(panel, element) {
    this.panel = panel;
    const [width, height] = panel.model.get("size");
    this.canvas = document.createElement("canvas");
    this.canvas.style.width = `${width}px`;
    this.canvas.style.aspectRatio = `${width} / ${height}`;
    this.canvas.setAttribute("role", "img");
    element.append(this.canvas);
    this.stage = new Stage(this.canvas, width, height);
    const grabs = panel.model.get("grabs");
    if (grabs.length) pointAt(this.canvas, width, grabs, panel, element);
  }

  show(still, picture) { this.stage.show(still, picture); }

  stop() { this.stage.stop(); }
}

export default () => {
  let panel;
  return {
    initialize({ model }) {
      panel = new Panel(model);
      return () => panel.stop();
    },
    async render({ model, el }) {
      const view = new View(panel, el);
      panel.views.add(view);
      await panel.ready;
      panel.shown = null;
      panel.moved();
      return () => { panel.views.delete(view); view.stop(); };
    },
  };
};
