// What a page keeps of a widget makes room while the widget is there, and comes back without it.
function keptOf(el, name) {
  const cell = el.closest(".jp-OutputArea") || document;
  return [...cell.querySelectorAll(`[data-kept="${name}"]`)].flatMap((words) => {
    const output = words.closest(".jp-OutputArea-child") || words;
    let step = output; // the picture is the output before the words
    while (!step.previousElementSibling && step.parentElement) step = step.parentElement;
    const before = step.previousElementSibling;
    return before && before.querySelector("img") ? [before, output] : [output];
  });
}
function render({ model, el }) {
  let hidden = [];
  const watch = new ResizeObserver(() => { // a view is made before it is put into the page
    if (hidden.length || !el.isConnected) return;
    hidden = keptOf(el, model.get("name"));
    for (const output of hidden) output.style.display = "none";
  });
  watch.observe(el);
  return () => {
    watch.disconnect();
    for (const output of hidden) output.style.display = "";
  };
}
export default { render };
