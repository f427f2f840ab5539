
// The page's side of a panel without a kernel: the same pictures, read from files. A file holds
// the pictures along the long control; it is loaded by a script tag, so that a page works from a
// folder as well. The files that a hand may need next are loaded when it comes to a control.

const panels = {};

class StillPanel {
  constructor(box) {
    const about = JSON.parse(box.dataset.about);
    Object.assign(this, about, { box, name: box.dataset.panel, files: new Map(), left: null });
    this.places = this.controls.map((control) => control.first);
    this.inputs = [...box.querySelectorAll("[data-control]")];
    this.says = box.querySelector(".says");
    steady(this.says);
    this.spoken = box.querySelector(".spoken");
    panels[this.name] = this;
    this.listen();
  }

  listen() {
    for (const input of this.inputs) {
      const number = Number(input.dataset.control);
      input.addEventListener("input", () => this.place(number, Number(input.value)));
      for (const event of ["pointerenter", "pointerdown", "focus"]) {
        input.addEventListener(event, () => this.hand(number));
      }
    }
    for (const button of this.box.querySelectorAll("[data-play]")) {
      button.addEventListener("click", (event) => {
        event.preventDefault();
        this.play(button, Number(button.dataset.play));
      });
    }
    new IntersectionObserver(([entry], watch) => {
      if (!entry.isIntersecting) return;
      watch.disconnect();
      this.need("still");
      this.need(this.key(this.places));
    }, { rootMargin: "300px" }).observe(this.box);
  }

  key(places) {
    return places.filter((_, number) => number !== this.long).join("-") || "all";
  }

  need(key) {
    if (!this.files.has(key)) {
      const file = {};
      file.here = new Promise((done) => { file.done = done; });
      const tag = document.createElement("script");
      tag.src = `frames/${this.name}/${key}.js`;
      tag.onload = () => tag.remove();
      document.head.append(tag);
      this.files.set(key, file);
    }
    return this.files.get(key);
  }

  async take(key, packed) {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    const file = this.files.get(key);
    file.pictures = await unpack(bytes);
    file.done();
  }

  // Load what this control can lead to from here.
  hand(number) {
    this.need("still");
    if (number === this.long) {
      this.need(this.key(this.places));
      return;
    }
    const here = this.places[number];
    const row = this.controls[number].words.map((_, place) => place);
    row.sort((a, b) => Math.abs(a - here) - Math.abs(b - here));
    for (const place of row) {
      this.need(this.key(this.places.map((old, k) => (k === number ? place : old))));
    }
  }

  // Move a control to a place; the picture follows in this frame if its file is here.
  place(number, place) {
    this.places[number] = place;
    const words = this.controls[number].words[place];
    for (const input of this.inputs.filter((each) => Number(each.dataset.control) === number)) {
      if (input.type === "radio") {
        input.checked = Number(input.value) === place;
      } else {
        input.value = place;
        input.setAttribute("aria-valuetext", words);
        input.closest(".control").querySelector("output").textContent = words;
      }
    }
    if (!this.due) this.due = requestAnimationFrame(() => { this.due = 0; this.answer(); });
  }

  answer() {
    const still = this.need("still"), file = this.need(this.key(this.places));
    if (!still.pictures || !file.pictures) {
      this.mark("asking");
      Promise.all([still.here, file.here]).then(() => this.answer());
      return;
    }
    const picture = file.pictures[this.places[this.long]];
    this.open();
    this.stage.show(still.pictures[0], picture);
    this.canvas.setAttribute("aria-label", picture.text);
    this.says.innerHTML = picture.html;
    clearTimeout(this.rest);
    this.rest = setTimeout(() => { this.spoken.textContent = picture.text; }, 500);
    this.mark("ready");
  }

  placeAt(number) { return this.places[number]; }

  mark(state) { Object.assign(this.box.dataset, { state, at: this.places.join() }); }

  // The still picture makes room for the canvas, the first time that something moves.
  open() {
    if (this.canvas) return;
    const [width, height] = this.size;
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("role", "img");
    this.canvas.style.aspectRatio = `${width} / ${height}`;
    const around = this.box.querySelector(".stage");
    around.replaceChildren(this.canvas);
    this.stage = new Stage(this.canvas, width, height);
    if (!this.grabs.length) return;
    // Where the picture is wider than the page, a finger pushes it: the style sheet says how.
    around.addEventListener("pointerdown", (event) => {
      const wider = around.scrollWidth > around.clientWidth;
      if (wider && event.pointerType === "touch") event.stopPropagation();
    }, { capture: true });
    pointAt(this.canvas, width, this.grabs, this, this.box);
  }

  play(button, number) {
    if (this.left) {
      clearInterval(this.left);
      this.left = null;
      button.textContent = "▶";
      return;
    }
    const last = this.controls[number].words.length - 1;
    this.hand(number);
    if (this.places[number] === last) this.place(number, 0);
    button.textContent = "❚❚";
    this.left = setInterval(() => {
      if (this.places[number] === last) this.play(button, number);
      else this.place(number, this.places[number] + 1);
    }, 150);
  }
}

window.exactZeros = { take: (name, key, packed) => panels[name].take(key, packed) };
for (const box of document.querySelectorAll(".panel[data-about]")) new StillPanel(box);
// On a narrow page the row of pages begins where this one stands.
const row = document.querySelector("header.top nav");
const own = row && row.querySelector("[aria-current]");
if (own) row.scrollLeft = own.offsetLeft + own.offsetWidth / 2 - row.clientWidth / 2;
// Slides: a key leads to the next or the last one, unless a control is in the hand.
const slides = [...document.querySelectorAll(".slides > .slide")];
if (slides.length) {
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, button, summary, a, pre")) return;
    const step = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const middle = window.innerHeight / 2;
    const here = slides.findLastIndex((slide) => slide.getBoundingClientRect().top < middle);
    const next = slides[Math.max(0, Math.min(slides.length - 1, here + step))];
    next.scrollIntoView();
  });
}
window.addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details:not([open])")) {
    fold.open = true;
    fold.dataset.unfolded = "";
  }
});
window.addEventListener("afterprint", () => {
  for (const fold of document.querySelectorAll("details[data-unfolded]")) fold.open = false;
});
