const takesFocus = ':is(a,button,input,select,textarea,summary)';

/** Which element had the focus, in words that the same element in other markup answers to. */
interface FocusedElement {
  name: string;
  /** Among those of that name. */
  index: number;
}

let left: FocusedElement | null = null;

const nameOf = (element: Element) =>
  element.getAttribute('href') ?? element.getAttribute('name') ?? element.textContent ?? '';

function named(part: Element, name: string): Element[] {
  return [...part.querySelectorAll(takesFocus)].filter((element) => nameOf(element) === name);
}

/** Of a part that is about to leave the document: who takes its place in the same turn is given the focus that was in it. */
export function leaveFocus(part: Element): void {
  const focused = document.activeElement;
  if (!focused || !part.contains(focused)) return;
  const name = nameOf(focused);
  left = { name, index: named(part, name).indexOf(focused) };
  queueMicrotask(() => {
    left = null;
  });
}

/** Of a part that has just come into the document. */
export function takeFocus(part: Element): void {
  const element = left && named(part, left.name)[left.index];
  if (element instanceof HTMLElement || element instanceof SVGElement) element.focus({ preventScroll: true });
}
