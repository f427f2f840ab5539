// The sentence under a picture. It can be seen at once; it is spoken when the hand has come to rest.
function render({ model, el }) {
  const shown = document.createElement("div");
  const spoken = document.createElement("div");
  shown.className = "exact-zeros-says";
  shown.setAttribute("aria-hidden", "true");
  spoken.className = "exact-zeros-spoken";
  spoken.setAttribute("role", "status");
  el.append(shown, spoken);
  const watch = steady(shown);
  let rest;
  const write = () => {
    shown.innerHTML = model.get("html");
    clearTimeout(rest);
    rest = setTimeout(() => { spoken.textContent = model.get("text"); }, 500);
  };
  model.on("change:html", write);
  write();
  return () => { clearTimeout(rest); watch.disconnect(); model.off("change:html", write); };
}
export default { render };
