import * as format from '../kit/format.js';
import { table } from '../kit/table.js';
import { ask, attempt, badge, field, html, render } from '../kit/ui.js';

const KINDS = { Accepted: 'good', Blocked: 'bad', Expired: 'off', Invalid: 'off', ConcurrentTx: 'warn' };

export default {
  title: 'Id tags',
  wide: true,
  mount(place, params, app) {
    const filter = { idTag: '', userID: '', blocked: '' };
    render(html`
      <div class="title"><h1>Id tags</h1><div class="buttons"><button type="button" @click=${add}>Add a tag…</button></div></div>
      <form class="filters" role="search" @change=${change} @submit=${(event) => event.preventDefault()}>
        ${field('Tag', html`<input name="idTag" type="search" maxlength="20" autocomplete="off">`)}
        ${field('Person', html`<input name="userID" type="search" maxlength="64" autocomplete="off">`)}
        ${field('Blocked', html`<select name="blocked"><option value="">Any</option><option value="true">Blocked</option><option value="false">Not blocked</option></select>`)}
      </form>
      <div></div>`, place);

    const list = table(place.lastElementChild, {
      caption: 'Id tags',
      path: () => `/id-tags?${new URLSearchParams(Object.entries({ ...filter, limit: 100 }).filter(([, value]) => value !== ''))}`,
      key: (one) => one.idTag,
      nothing: { title: 'No tag fits', text: 'Add the tags that people hold to chargers; each account has one of its own by itself.' },
      columns: [
        { title: 'Tag', cell: (one) => one.idTag },
        { title: 'A charger is told', cell: (one) => badge(KINDS[one.status] ?? 'off', one.status) },
        { title: 'Person', cell: (one) => one.userID ?? '–' },
        { title: 'Group', cell: (one) => one.parentIdTag ?? '–' },
        { title: 'Until', cell: (one) => (one.expiryDate ? html`<time title=${format.fullTime(one.expiryDate)}>${format.time(one.expiryDate)}</time>` : html`<span class="nowrap">for good</span>`) },
        { title: 'Note', cell: (one) => one.note ?? '' },
        { title: 'Change', cell: (one) => html`<div class="buttons">
          <button type="button" class="plain small" aria-label=${`${one.blocked ? 'Unblock' : 'Block'} ${one.idTag}`} @click=${() => block(one)}>${one.blocked ? 'Unblock' : 'Block'}</button>
          <button type="button" class="plain small" aria-label=${`Remove ${one.idTag}`} @click=${() => remove(one)}>Remove…</button></div>` },
      ],
    });

    const path = (tag) => `/id-tags/${encodeURIComponent(tag)}`;

    async function add() {
      const given = await ask('Add a tag', '', { confirm: 'Add', fields: [
        { name: 'idTag', label: 'Tag', required: true, hint: '1 to 20 characters, as the charger reads it.' },
        { name: 'userID', label: 'Person' }, { name: 'parentIdTag', label: 'Group' },
        { name: 'expiryDate', label: 'Until', type: 'datetime-local' }, { name: 'note', label: 'Note' }] });
      if (given) {
        const body = Object.fromEntries(Object.entries({ userID: given.userID, parentIdTag: given.parentIdTag, note: given.note,
          expiryDate: given.expiryDate && new Date(given.expiryDate).toISOString() }).filter(([, value]) => value));
        await attempt(() => app.api.put(path(given.idTag), body), 'The tag is known now.');
        await list.reload();
      }
    }

    async function block(one) {
      const { idTag, status, ...rest } = one;
      await attempt(() => app.api.put(path(idTag), { ...rest, blocked: !one.blocked }), one.blocked ? 'Unblocked.' : 'Blocked.');
      await list.reload();
    }

    async function remove(one) {
      if (await ask(`Remove ${one.idTag}?`, 'Chargers are told that they do not know it.', { confirm: 'Remove', danger: true })) {
        await attempt(() => app.api.delete(path(one.idTag)), 'Removed.');
        await list.reload();
      }
    }

    function change(event) {
      filter[event.target.name] = event.target.value.trim();
      list.reload();
    }
    return list.close;
  },
};
