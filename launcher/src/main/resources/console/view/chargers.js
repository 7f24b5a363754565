import * as format from '../kit/format.js';
import { query } from '../kit/router.js';
import { table } from '../kit/table.js';
import { STATUSES, badge, connection, field, html, nothing, render, status, statusWord } from '../kit/ui.js';

export default {
  title: 'Chargers',
  wide: true,
  mount(place, params, app) {
    const asked = query(location.hash);
    const filter = { q: '', status: asked.get('status') ?? '', connected: asked.get('connected') ?? '' };
    render(html`
      <div class="title"><h1>Chargers</h1></div>
      <form class="filters" role="search" @input=${change} @submit=${(event) => event.preventDefault()}>
        ${field('Number or serial', html`<input name="q" type="search" autocomplete="off">`)}
        ${field('Status', html`<select name="status"><option value="">Any</option>${STATUSES.map((word) => html`
          <option value=${word} ?selected=${word === filter.status}>${statusWord(word)}</option>`)}</select>`)}
        ${field('Connection', html`<select name="connected"><option value="">Any</option>
          <option value="true" ?selected=${filter.connected === 'true'}>Connected</option>
          <option value="false" ?selected=${filter.connected === 'false'}>Offline</option></select>`)}
      </form>
      <div></div>`, place);

    const list = table(place.lastElementChild, {
      caption: 'Chargers',
      path: () => `/chargers?${new URLSearchParams(Object.entries({ ...filter, limit: 100 }).filter(([, value]) => value !== ''))}`,
      key: (one) => one.connectorID,
      link: (one) => `#/chargers/${one.connectorID}`,
      refresh: 10_000,
      nothing: { title: 'No charger fits', text: 'Change the filters; or register a charger over PUT /chargers/serial/{serialNumber}.' },
      columns: [
        { title: 'Number', cell: (one) => one.connectorID },
        { title: 'Serial', cell: (one) => one.serialNumber },
        { title: 'Status', cell: (one) => status(one.status) },
        { title: 'Connection', cell: (one) => html`${connection(one.connected)}
          ${one.flapping ? badge('warn', 'Comes and goes', '◆') : nothing}` },
        { title: 'Make', cell: (one) => [one.vendor, one.model].filter(Boolean).join(' ') || '–' },
        { title: 'Dialect', cell: (one) => ({ flexicharge: 'FlexiCharge', 'ocpp1.6': 'OCPP 1.6' })[one.protocol] ?? '–' },
        { title: 'Last seen', cell: (one) => html`<time title=${format.fullTime(one.lastSeenAt)}>${
          one.lastSeenAt ? format.since(one.lastSeenAt) : 'never'}</time>` },
      ],
    });

    function change(event) {
      filter[event.target.name] = event.target.value;
      list.reload();
    }
    return list.close;
  },
};
