// Builds elements of the page. Text always becomes a text node, so nothing a person or a bot
// writes can turn into markup.

/**
 * Make an element. `props`: `class`, `on` ({event: listener}), `data` (data-…), `style`
 * ({"--name": value}); everything else is an attribute; null and false are left out.
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "on") listen(node, value);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "style") setStyle(node, value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== false));
  return node;
}

/** A button that never submits a form. */
export function button(props, ...children) {
  return el("button", { type: "button", ...props }, ...children);
}

function listen(node, listeners) {
  for (const [event, listener] of Object.entries(listeners)) node.addEventListener(event, listener);
}

function setStyle(node, style) {
  for (const [name, value] of Object.entries(style)) node.style.setProperty(name, value);
}

/** Whether the person is busy in this part of the page, or nowhere at all. */
export function holdsFocus(node) {
  const active = document.activeElement;
  return active === null || active === document.body || node.contains(active);
}

/** Wait until nothing has happened for a while before acting. */
export function debounced(act, milliseconds) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...values), milliseconds);
  };
}

/** Act once before the next frame, however often this is called until then. */
export function oncePerFrame(act) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      act();
    });
  };
}

/** Make a row of tabs; the arrow keys go from one to the next. */
export function tabList(props) {
  const row = el("div", { role: "tablist", ...props });
  row.addEventListener("keydown", (event) => {
    const tabs = [...row.children];
    const at = tabs.indexOf(document.activeElement);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || to === undefined || tabs[to] === undefined) return;
    event.preventDefault();
    tabs[to].focus();
    tabs[to].click();
  });
  return row;
}

/** Replace a row of tabs without taking the focus from the one that has it. */
export function replaceTabs(row, nodes) {
  for (const node of nodes) node.tabIndex = node.ariaSelected === "true" ? 0 : -1;
  const at = [...row.children].indexOf(document.activeElement);
  const scrolled = row.scrollLeft;
  row.replaceChildren(...nodes);
  row.scrollLeft = scrolled;
  if (at >= 0) nodes[Math.min(at, nodes.length - 1)]?.focus({ preventScroll: true });
}
