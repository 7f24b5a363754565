// A list from the API: loading, empty, failed, and its next pages; kept fresh while it is looked at.

import { api } from './api.js';
import { empty, every, failure, html, loading, nothing, render, repeat } from './ui.js';

/**
 * @param options {path(), columns: [{title, cell(row), number}], key(row), link(row), nothing: {title, text}, refresh: ms, caption}
 * @returns {reload(), close(), rows(), redraw()}
 */
export function table(place, options) {
  let rows = null;
  let next = null;
  let error = null;
  let more = false;
  let turn = 0;

  const draw = () => render(view(), place);

  function view() {
    if (error && rows === null) {
      return failure(error, reload);
    }
    if (rows === null) {
      return loading();
    }
    if (rows.length === 0) {
      return empty(options.nothing.title, options.nothing.text);
    }
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label=${options.caption}>
        <table>
          <caption class="unseen">${options.caption}</caption>
          <thead><tr>${options.columns.map((column) =>
            html`<th scope="col" class=${column.number ? 'number' : ''}>${column.title}</th>`)}</tr></thead>
          <tbody>${repeat(rows, options.key, row)}</tbody>
        </table>
      </div>
      ${error ? html`<p class="note bad" role="alert">${error.message}</p>` : nothing}
      ${next ? html`<button type="button" class="plain" ?disabled=${more} @click=${loadMore}>More</button>` : nothing}`;
  }

  const row = (one) => html`
    <tr class=${options.link ? 'link' : ''} @click=${(event) => follow(event, one)}>
      ${options.columns.map((column, index) => html`
        <td class=${column.number ? 'number' : ''} data-title=${column.title}>${
          filled(index === 0 && options.link ? html`<a href=${options.link(one)}>${column.cell(one)}</a>` : column.cell(one))
        }</td>`)}
    </tr>`;

  /** In one box, beside its title on phones; nothing at all where there is nothing, so that the row gets no line for it. */
  const filled = (content) => (content === '' || content === nothing ? nothing : html`<div class="cell">${content}</div>`);

  function follow(event, one) {
    if (options.link && !event.target.closest('a,button,input,select') && !String(getSelection())) {
      location.hash = options.link(one).slice(1);
    }
  }

  /** Once several pages are there, only what is on them is asked anew by the page's own refresh. */
  async function load() {
    const mine = ++turn;
    try {
      const page = await api.page(options.path());
      if (mine !== turn) {
        return;
      }
      if (rows === null || rows.length <= page.body.length) {
        rows = page.body;
        next = page.next;
      } else {
        rows = merged(page.body);
      }
      error = null;
    } catch (failed) {
      error = failed;
    }
    draw();
  }

  function merged(fresh) {
    const known = new Set(fresh.map(options.key));
    return [...fresh, ...rows.filter((one) => !known.has(options.key(one)))];
  }

  async function loadMore() {
    more = true;
    draw();
    try {
      const page = await api.page(next);
      rows = [...rows, ...page.body];
      next = page.next;
    } catch (failed) {
      error = failed;
    }
    more = false;
    draw();
  }

  async function reload() {
    rows = null;
    next = null;
    error = null;
    draw();
    await load();
  }

  draw();
  const close = options.refresh ? every(options.refresh, load) : (load(), () => {});
  return {
    reload,
    refresh: load,
    redraw: draw,
    rows: () => rows ?? [],
    close: () => {
      turn++;
      close();
    },
  };
}
