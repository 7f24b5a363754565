import { download } from '../../kit/api.js';
import * as format from '../../kit/format.js';
import { table } from '../../kit/table.js';
import { attempt, badge, html, render, state } from '../../kit/ui.js';

export default {
  title: 'My charges',
  mount(place, params, app) {
    const userID = encodeURIComponent(app.session.current.userID);
    render(html`
      <div class="title"><h1>My charges</h1><div class="buttons">
        <button type="button" class="plain small" @click=${() => save()}>Save as CSV</button></div></div>
      <div></div><h2>Invoices</h2><div></div>`, place);
    const [charges, invoices] = place.querySelectorAll(':scope > div:not(.title)');

    const lists = [
      table(charges, {
        caption: 'My charges, the newest first',
        path: () => `/transactions/userTransactions/${userID}?limit=30`,
        key: (one) => one.transactionID,
        link: (one) => `#/drive/session/${one.transactionID}`,
        refresh: 15_000,
        nothing: { title: 'No charges yet', text: 'Find a charger and plug in: your charges show up here.' },
        columns: [
          { title: 'When', cell: (one) => (one.startTimestamp ? format.fullTime(one.startTimestamp) : `Nr ${one.transactionID}`) },
          { title: 'Where', cell: (one) => one.chargePointName },
          { title: 'State', cell: (one) => state(one.state) },
          { title: 'Energy', number: true, cell: (one) => format.energy(one.energyWh) },
          { title: 'Price', number: true, cell: (one) => format.money(one.price) },
        ],
      }),
      table(invoices, {
        caption: 'My invoices',
        path: () => `/invoices/users/${userID}`,
        key: (one) => one.invoiceID,
        nothing: { title: 'No invoices yet', text: 'They come on the first of the month.' },
        columns: [
          { title: 'Invoice', cell: (one) => one.invoiceID },
          { title: 'Sum', number: true, cell: (one) => format.money(one.totalSum) },
          { title: 'Status', cell: (one) => badge(one.status === 'paid' ? 'good' : 'held', one.status) },
          { title: 'PDF', cell: (one) => html`<a href=${one.invoiceURL} target="_blank" rel="noopener" aria-label=${`Open ${one.invoiceID}`}>Open</a>` },
        ],
      }),
    ];

    const save = () => attempt(() => download(`/transactions?userID=${userID}&format=csv`, 'my-charges.csv'));
    return () => lists.forEach((list) => list.close());
  },
};
