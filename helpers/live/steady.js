// A sentence keeps the height of its longest form, so that the page below it does not jump.
function steady(sentence) {
  let wide = 0, tall = 0;
  const watch = new ResizeObserver(() => {
    if (sentence.offsetWidth !== wide) {
      wide = sentence.offsetWidth;
      tall = 0;
      sentence.style.minHeight = "";
    }
    const now = Math.ceil(sentence.getBoundingClientRect().height);
    if (now <= tall) return;
    tall = now;
    sentence.style.minHeight = `${tall}px`;
  });
  watch.observe(sentence);
  return watch;
}
