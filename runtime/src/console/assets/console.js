// Everything here is comfort: each page does the same without it.

const byId = (id) => document.getElementById(id);

/* Dialogs: a popover opens without a script; with one it is modal, so that focus stays inside. */

document.addEventListener('click', (event) => {
  const button = event.target.closest('button[popovertarget]');
  const dialog = button === null ? null : byId(button.getAttribute('popovertarget'));
  if (!(dialog instanceof HTMLDialogElement)) return;
  event.preventDefault();
  if (dialog.open) dialog.close();
  else dialog.showModal();
});

document.addEventListener('click', ({ target }) => {
  if (target instanceof HTMLDialogElement && target.open) target.close();
});

/* Copying */

document.addEventListener('click', async (event) => {
  const button = event.target.closest('button[data-copy]');
  if (button === null) return;
  const field = byId(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    // Refused by the browser: the value stays marked, to be copied by hand.
    return;
  }
  const label = button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => {
    button.textContent = label;
  }, 2_000);
});

document.addEventListener('focusin', ({ target }) => {
  if (target.matches('input[data-select]')) target.select();
});

/* A form is sent once, and a choice that filters is sent by itself. */

document.addEventListener('submit', (event) => {
  if (event.defaultPrevented || event.target.hasAttribute('hx-post')) return;
  if (event.target.dataset.isSent === 'yes') return event.preventDefault();
  if (event.target.method === 'post') event.target.dataset.isSent = 'yes';
});

addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.isSent;
});

/* Keys: the list of them is on every page, behind "?". */

const GOES = {
  b: '/',
  a: '/approvals',
  e: '/exceptions/queue',
  c: '/connections',
  r: '/rules',
  w: '/webhooks',
  k: '/keys',
  t: '/audit',
};
const LEADER_MS = 1_200;
let leaderAt = Number.NEGATIVE_INFINITY;

const isTyping = ({ target }) =>
  target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null;

/** Moves among what is listed: cards of the board, requests, rows. */
function step(by) {
  const places = [...document.querySelectorAll('main [data-item]')];
  if (places.length === 0) return;
  const active = document.activeElement;
  const row = active?.closest('[data-row]');
  const at = places.indexOf(active?.closest('[data-item]') ?? row?.querySelector('[data-item]'));
  places[Math.min(places.length - 1, Math.max(0, at + by))].focus();
}

/** Moves to the first card of the column beside. */
function cross(by) {
  const columns = [...document.querySelectorAll('.column')].filter((column) =>
    column.querySelector('[data-item]'),
  );
  if (columns.length === 0) return;
  const at = columns.indexOf(document.activeElement?.closest('.column'));
  columns[Math.min(columns.length - 1, Math.max(0, at + by))].querySelector('[data-item]').focus();
}

/* Several requests decided together: what is ticked is counted, and each key does what its button does. */

const choicesOf = (batch) => [...batch.querySelectorAll('input[name=request]')];

function countChosen(batch) {
  const choices = choicesOf(batch);
  const chosen = choices.filter(({ checked }) => checked).length;
  const output = batch.querySelector('[data-chosen]');
  output.textContent = output.dataset.chosen.replace('{count}', chosen);
  batch.querySelector('[data-choose-all] input').checked = chosen === choices.length;
}

for (const batch of document.querySelectorAll('[data-batch]')) {
  batch.querySelector('[data-choose-all]').hidden = false;
  batch.addEventListener('change', ({ target }) => {
    if (target.closest('[data-choose-all]') !== null)
      for (const choice of choicesOf(batch)) choice.checked = target.checked;
    countChosen(batch);
  });
}

/** The keys of a page with a batch; none on others. A decision without anything ticked is about where the focus is. */
function batchKeys() {
  const batch = document.querySelector('[data-batch]');
  if (batch === null) return {};
  const here = () => document.activeElement?.closest('[data-row]')?.querySelector('input[name=request]');
  const choose = (choice, isChosen) => {
    choice.checked = isChosen;
    countChosen(batch);
  };
  const decide = (key) => () => {
    const choice = here();
    if (choice && choicesOf(batch).every(({ checked }) => !checked)) choose(choice, true);
    if (choicesOf(batch).some(({ checked }) => checked))
      batch.requestSubmit(batch.querySelector(`[data-key=${key}]`));
  };
  return {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    x: () => {
      const choice = here();
      if (choice) choose(choice, !choice.checked);
    },
    a: decide('a'),
    r: decide('r'),
    s: decide('s'),
  };
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event)) return;
  if (document.querySelector('dialog:modal') !== null) return;
  const isLed = event.timeStamp - leaderAt < LEADER_MS;
  leaderAt = Number.NEGATIVE_INFINITY;
  if (isLed && event.key in GOES) {
    const link = document.querySelector(`.pages a[href="${GOES[event.key]}"]`);
    if (link !== null) link.click();
    return;
  }
  const done = {
    '?': () => byId('shortcuts')?.showModal(),
    '/': () => document.querySelector('[data-search]')?.focus(),
    g: () => {
      leaderAt = event.timeStamp;
    },
    j: () => step(1),
    k: () => step(-1),
    l: () => cross(1),
    h: () => cross(-1),
    ...batchKeys(),
  }[event.key];
  if (done === undefined) return;
  event.preventDefault();
  done();
});

/* The board and an invoice are kept current while they are looked at; the board until somebody has opened more of it. */

const TICK_MS = 1_000;
let ticks = 0;

setInterval(() => {
  const page = document.querySelector('[data-refresh]');
  if (page === null || document.hidden) return;
  ticks += 1;
  if (ticks % Number(page.dataset.refresh) !== 0 || page.dataset.isGrown === 'yes') return;
  // A page without parts is replaced whole, so it waits until nobody is in the middle of something.
  const hasParts = document.querySelector('[data-live]') !== null;
  if (hasParts || !isBusy(document.body)) htmx.trigger(page, 'seikyu:refresh');
}, TICK_MS);

/** True while a dialog of a place is open, or somebody is in one of its fields. */
const isBusy = (place) =>
  place.querySelector('dialog:modal') !== null ||
  (place.contains(document.activeElement) && document.activeElement.matches('input, textarea, select'));

/** True where a field holds something that was typed. */
const isFilled = (place) =>
  [...place.querySelectorAll('textarea, input:not([type=hidden])')].some(({ value }) => value !== '');

/* A part is replaced only when the hub has another one, so that a selection, an open fold and the focus stay. */

const shownParts = new Map(
  [...document.querySelectorAll('[data-live]')].map((part) => [part.id, part.innerHTML]),
);
const PLACES = 'a, button, summary';
let place;

document.addEventListener('htmx:oobBeforeSwap', ({ detail }) => {
  const { target, fragment } = detail;
  if (!target.matches('[data-live]')) return;
  const next = fragment.querySelector('[data-live]').innerHTML;
  if (shownParts.get(target.id) === next || isBusy(target) || isFilled(target)) {
    detail.shouldSwap = false;
    return;
  }
  shownParts.set(target.id, next);
  const places = [...target.querySelectorAll(PLACES)];
  place = {
    id: target.id,
    focus: places.indexOf(document.activeElement),
    open: [...target.querySelectorAll('details')].map(({ open }) => open),
  };
});

document.addEventListener('htmx:oobAfterSwap', () => {
  if (place === undefined) return;
  const part = byId(place.id);
  for (const [index, fold] of part.querySelectorAll('details').entries())
    fold.open = place.open[index] ?? false;
  if (place.focus >= 0) part.querySelectorAll(PLACES)[place.focus]?.focus({ preventScroll: true });
  place = undefined;
});

document.addEventListener('click', ({ target }) => {
  if (target.closest('[data-grows]') !== null) target.closest('[data-refresh]').dataset.isGrown = 'yes';
});

/* After htmx has put something in: move the focus where the answer asks for it, and announce a lost session. */

document.addEventListener('htmx:afterSwap', ({ target }) => {
  // The panel beside a page is modal: Esc closes it, and the focus goes back to the value that was asked for.
  const panel = target.closest('dialog.panel');
  if (panel !== null && !panel.open) panel.showModal();
  target.querySelector('[data-focus]')?.focus();
});
document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  // The hub answers a refused form as a page: show it where it was asked for, or whole when the session is over.
  if (detail.xhr.status === 401) location.reload();
  else if (detail.xhr.status >= 400 && detail.xhr.status < 500) {
    detail.shouldSwap = true;
    detail.isError = false;
  }
});

/* The script of a mapping gets an editor of code when it comes into view; its size is nobody else's. */

let showFindings;

const pathsOf = (list) => [...byId(list).options].map(({ value }) => value);

async function openCodeEditor(field) {
  const { mountCodeEditor } = await import(field.dataset.code);
  if (!field.isConnected || field.hidden) return;
  // It is taller than what it stands for: what somebody jumped to below it stays where it is.
  const target = document.querySelector(':target');
  const topBefore = target?.getBoundingClientRect().top ?? 0;
  showFindings = mountCodeEditor(field, {
    source: pathsOf('source-fields'),
    draft: pathsOf('target-fields'),
  });
  tellFindings();
  if (target !== null) scrollBy({ top: target.getBoundingClientRect().top - topBefore, behavior: 'instant' });
}

function tellFindings() {
  const places = [...document.querySelectorAll('#result [data-line]')];
  showFindings?.(
    places.map(({ dataset, textContent }) => ({
      line: Number(dataset.line),
      column: Number(dataset.column),
      message: textContent,
    })),
  );
}

const inView = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    inView.unobserve(target);
    openCodeEditor(target);
  }
});

const watchScripts = (place) => {
  for (const field of place.querySelectorAll('textarea[data-code]')) inView.observe(field);
};

watchScripts(document);
document.addEventListener('htmx:afterSwap', ({ target }) => {
  watchScripts(target);
  if (target.id === 'result') tellFindings();
});
