import * as format from '../kit/format.js';
import { table } from '../kit/table.js';
import { ask, attempt, badge, field, html, render } from '../kit/ui.js';

const KINDS = { requested: 'busy', accepted: 'held', used: 'good', cancelled: 'off', expired: 'off', rejected: 'bad' };

export default {
  title: 'Reservations',
  wide: true,
  mount(place, params, app) {
    let status = '';
    render(html`
      <div class="title"><h1>Reservations</h1></div>
      <form class="filters" @input=${change} @submit=${(event) => event.preventDefault()}>
        ${field('Status', html`<select name="status"><option value="">Any</option>${Object.keys(KINDS).map((word) => html`
          <option value=${word}>${word}</option>`)}</select>`)}
      </form>
      <div></div>`, place);

    const list = table(place.lastElementChild, {
      caption: 'Reservations, the newest first',
      path: () => `/reservations?order=desc&limit=50${status ? `&status=${status}` : ''}`,
      key: (one) => one.reservationID,
      refresh: 10_000,
      nothing: { title: 'No reservations', text: 'Drivers make them in their app or in the drivers\' view; each session begins with one too.' },
      columns: [
        { title: 'Reservation', cell: (one) => one.reservationID },
        { title: 'Charger', cell: (one) => html`<a href=${`#/chargers/${one.connectorID}`}>${one.connectorID}</a> <small>connector ${one.connector}</small>` },
        { title: 'Status', cell: (one) => badge(KINDS[one.status] ?? 'off', one.status) },
        { title: 'Person', cell: (one) => one.userID ?? '–' },
        { title: 'Until', cell: (one) => html`<time title=${format.fullTime(one.endTimestamp)}>${format.time(one.endTimestamp)}</time>` },
        { title: 'Session', cell: (one) => (one.transactionID ? html`<a href=${`#/sessions/${one.transactionID}`}>${one.transactionID}</a>` : '–') },
        { title: 'Cancel', cell: (one) => (['requested', 'accepted'].includes(one.status)
          ? html`<button type="button" class="plain small" aria-label=${`Cancel reservation ${one.reservationID}`} @click=${() => cancel(one)}>Cancel…</button>` : '') },
      ],
    });

    async function cancel(one) {
      if (await ask('Cancel this reservation?', `Charger ${one.connectorID} becomes free for others.`, { confirm: 'Cancel it', leave: 'Keep it', danger: true })) {
        await attempt(() => app.api.delete(`/reservations/${one.reservationID}`), 'Cancelled.');
        await list.reload();
      }
    }

    function change(event) {
      status = event.target.value;
      list.reload();
    }
    return list.close;
  },
};
