// The few elements that all pages share. Text reaches the page through lit's templates only, never as HTML.

import { html, nothing } from '../lit/lit-html.js';

export { html, nothing, render, svg } from '../lit/lit-html.js';
export { repeat } from '../lit/directives/repeat.js';
export { live as bound } from '../lit/directives/live.js';

/** Colour and shape of a charger's or connector's status: never colour alone. */
const STATUS = {
  Available: ['good', '●'],
  Preparing: ['busy', '◐'],
  Charging: ['busy', '▲'],
  SuspendedEVSE: ['warn', '◆'],
  SuspendedEV: ['warn', '◆'],
  Finishing: ['busy', '◑'],
  Reserved: ['held', '■'],
  Unavailable: ['off', '○'],
  Faulted: ['bad', '✖'],
};

const SPOKEN = { SuspendedEVSE: 'Paused by charger', SuspendedEV: 'Paused by car', Faulted: 'Out of order' };

export const statusKind = (word) => STATUS[word]?.[0] ?? 'off';
export const statusShape = (word) => STATUS[word]?.[1] ?? '○';
export const statusWord = (word) => SPOKEN[word] ?? word ?? 'Unknown';
export const STATUSES = Object.keys(STATUS);

export const badge = (kind, text, shape = '') =>
  html`<span class="badge ${kind}">${shape ? html`<span aria-hidden="true">${shape}</span> ` : nothing}${text}</span>`;

export const status = (word) => badge(statusKind(word), statusWord(word), statusShape(word));

export const connection = (connected) =>
  connected ? badge('good', 'Connected', '●') : badge('off', 'Offline', '○');

const STATE = {
  reserved: 'held',
  requested: 'held',
  active: 'busy',
  stopping: 'warn',
  ended: 'good',
  cancelled: 'off',
  expired: 'off',
  failed: 'bad',
};

export const state = (word) => badge(STATE[word] ?? 'off', word);

export const figure = (label, value, note = '') => html`
  <div class="figure">
    <dt>${label}</dt>
    <dd>${value}${note ? html`<small>${note}</small>` : nothing}</dd>
  </div>`;

export const empty = (title, text, action = nothing) => html`
  <div class="empty"><h3>${title}</h3><p>${text}</p>${action}</div>`;

export const failure = (error, again) => html`
  <div class="empty" role="alert">
    <h3>This did not work</h3>
    <p>${error.message}</p>
    ${again ? html`<button type="button" @click=${again}>Try again</button>` : nothing}
  </div>`;

export const loading = () => html`<p class="loading" role="status">Loading…</p>`;

export const field = (label, input, hint = '') => html`
  <label class="field"><span>${label}</span>${input}${hint ? html`<small>${hint}</small>` : nothing}</label>`;

/** Asks before something that cannot be taken back. Resolves to the form's values, or null. */
export function ask(title, text, { confirm = 'OK', leave = 'Cancel', danger = false, fields = [] } = {}) {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  dialog.setAttribute('aria-labelledby', 'dialog-title');
  const form = document.createElement('form');
  form.method = 'dialog';
  const heading = Object.assign(document.createElement('h2'), { id: 'dialog-title', textContent: title });
  form.append(heading);
  if (text) {
    form.append(Object.assign(document.createElement('p'), { textContent: text }));
  }
  fields.forEach((one) => form.append(dialogField(one)));
  const buttons = Object.assign(document.createElement('div'), { className: 'buttons' });
  const no = Object.assign(document.createElement('button'), {
    type: 'button', textContent: leave, className: 'plain', onclick: () => dialog.close('') });
  const yes = Object.assign(document.createElement('button'), {
    type: 'submit', value: 'yes', textContent: confirm, className: danger ? 'danger' : '' });
  buttons.append(no, yes);
  form.append(buttons);
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      resolve(dialog.returnValue === 'yes' ? Object.fromEntries(new FormData(form)) : null);
      dialog.remove();
    });
  });
}

function dialogField({ name, label, value = '', type = 'text', options, required = false, hint = '' }) {
  const holder = Object.assign(document.createElement('label'), { className: 'field' });
  holder.append(Object.assign(document.createElement('span'), { textContent: label }));
  const input = document.createElement(options ? 'select' : type === 'area' ? 'textarea' : 'input');
  options?.forEach((option) => input.append(new Option(option, option, false, option === value)));
  if (!options) {
    if (type !== 'area') {
      input.type = type;
    }
    input.value = value;
  }
  Object.assign(input, { name, required });
  holder.append(input);
  if (hint) {
    holder.append(Object.assign(document.createElement('small'), { textContent: hint }));
  }
  return holder;
}

/** A short message that everybody hears and that goes by itself. */
export function toast(text, kind = '') {
  let place = document.getElementById('toasts');
  if (!place) {
    place = Object.assign(document.createElement('div'), { id: 'toasts' });
    place.setAttribute('role', 'status');
    place.setAttribute('aria-live', 'polite');
    document.body.append(place);
  }
  const one = Object.assign(document.createElement('p'), { textContent: text, className: kind });
  place.append(one);
  setTimeout(() => one.remove(), kind === 'bad' ? 9_000 : 4_000);
}

/** Does it, and says what went wrong. Resolves to whether it worked. */
export async function attempt(work, done = '') {
  try {
    await work();
    if (done) {
      toast(done, 'good');
    }
    return true;
  } catch (error) {
    toast(error.message, 'bad');
    return false;
  }
}

/** Calls it now and then, not while nobody looks. */
export function every(millis, work) {
  let busy = false;
  const turn = async () => {
    if (!busy && !document.hidden) {
      busy = true;
      try {
        await work();
      } finally {
        busy = false;
      }
    }
  };
  turn();
  const timer = setInterval(turn, millis);
  return () => clearInterval(timer);
}
