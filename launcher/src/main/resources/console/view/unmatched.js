import * as format from '../kit/format.js';
import { table } from '../kit/table.js';
import { ask, attempt, badge, field, html, render } from '../kit/ui.js';

const REASONS = {
  unknownTransaction: 'names a session nobody knows',
  foreignTransaction: 'names another charger\'s session',
  secondStop: 'its session is over already',
  badForm: 'could not be read',
  noOpenSession: 'no session was running',
};

export default {
  title: 'Quarantine',
  wide: true,
  mount(place, params, app) {
    const filter = { resolved: 'false', reason: '' };
    render(html`
      <div class="title"><h1>Quarantine</h1></div>
      <p>What chargers told about money and fits no session. Nothing of it is lost: book each to its session, or discard it with a word why.</p>
      <form class="filters" @input=${change} @submit=${(event) => event.preventDefault()}>
        ${field('Show', html`<select name="resolved"><option value="false">To resolve</option><option value="true">Resolved</option>
          <option value="">All</option></select>`)}
        ${field('Why', html`<select name="reason"><option value="">Any reason</option>${Object.entries(REASONS).map(([word, text]) => html`
          <option value=${word}>${text}</option>`)}</select>`)}
      </form>
      <div></div>`, place);

    const list = table(place.lastElementChild, {
      caption: 'Records in quarantine, the oldest first',
      path: () => `/transactions/unmatched?${new URLSearchParams(Object.entries({ ...filter, limit: 50 }).filter(([, value]) => value !== ''))}`,
      key: (one) => one.id,
      refresh: 10_000,
      nothing: { title: 'Nothing in quarantine', text: 'Everything chargers told could be booked.' },
      columns: [
        { title: 'Received', cell: (one) => html`<time title=${format.fullTime(one.receivedAt)}>${format.time(one.receivedAt)}</time>` },
        { title: 'Charger', cell: (one) => html`<a href=${`#/chargers/${one.connectorID}`}>${one.connectorID}</a>` },
        { title: 'What', cell: (one) => html`${one.kind} ${badge('warn', REASONS[one.reason] ?? one.reason)}
          <code class="payload">${JSON.stringify(one.payload)}</code>` },
        { title: 'May belong to', cell: (one) => (one.candidateTransactionID
          ? html`<a href=${`#/sessions/${one.candidateTransactionID}`}>Session ${one.candidateTransactionID}</a>` : '–') },
        { title: 'Resolution', cell: (one) => (one.resolvedAt
          ? html`${one.resolution} <small>${one.resolvedBy}, ${format.time(one.resolvedAt)}</small>`
          : html`<div class="buttons">
              <button type="button" class="plain small" aria-label=${`Book record ${one.id}`} @click=${() => book(one)}>Book…</button>
              <button type="button" class="plain small" aria-label=${`Discard record ${one.id}`} @click=${() => discard(one)}>Discard…</button></div>`) },
      ],
    });

    async function book(one) {
      const given = await ask('Book to a session', 'The session gets what this message says.', { confirm: 'Book', fields: [
        { name: 'transactionID', label: 'Session', type: 'number', required: true, value: one.candidateTransactionID ?? '' },
        { name: 'meterStop', label: 'Meter at the end, Wh', type: 'number', hint: 'Of a stop, where the message does not say it or says it wrong.' },
        { name: 'note', label: 'Note' }] });
      if (given) {
        await resolve(one, { transactionID: Number(given.transactionID), ...(given.meterStop ? { meterStop: Number(given.meterStop) } : {}),
          ...(given.note ? { note: given.note } : {}) }, 'Booked.');
      }
    }

    async function discard(one) {
      const given = await ask('Discard this record', 'It stays on record as discarded; nothing is booked.', { confirm: 'Discard', danger: true,
        fields: [{ name: 'note', label: 'Why', required: true }] });
      if (given) {
        await resolve(one, { discard: true, note: given.note }, 'Discarded.');
      }
    }

    async function resolve(one, body, done) {
      await attempt(() => app.api.post(`/transactions/unmatched/${one.id}/resolve`, body), done);
      await list.reload();
    }

    function change(event) {
      filter[event.target.name] = event.target.value;
      list.reload();
    }
    return list.close;
  },
};
