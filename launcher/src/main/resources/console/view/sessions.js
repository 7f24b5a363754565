import * as format from '../kit/format.js';
import { query } from '../kit/router.js';
import { table } from '../kit/table.js';
import { badge, field, html, nothing, render, state } from '../kit/ui.js';

const STATES = ['reserved', 'requested', 'active', 'stopping', 'ended', 'cancelled', 'expired', 'failed'];

export default {
  title: 'Sessions',
  wide: true,
  mount(place, params, app) {
    const asked = query(location.hash);
    const filter = { connectorID: asked.get('connectorID') ?? '', state: asked.get('state') ?? '', active: asked.get('active') ?? '',
      suspect: asked.get('suspect') ?? '' };
    render(html`
      <div class="title"><h1>Sessions</h1>
        <div class="buttons"><button type="button" class="plain small" @click=${save}>Save as CSV</button></div></div>
      <form class="filters" role="search" @input=${change} @submit=${(event) => event.preventDefault()}>
        ${field('Charger', html`<input name="connectorID" inputmode="numeric" .value=${filter.connectorID} autocomplete="off">`)}
        ${field('State', html`<select name="state"><option value="">Any that counts</option>${STATES.map((word) => html`
          <option value=${word} ?selected=${word === filter.state}>${word}</option>`)}</select>`)}
        ${field('Running', html`<select name="active"><option value="">Any</option><option value="true" ?selected=${filter.active === 'true'}>Now</option>
          <option value="false">Over</option></select>`)}
        ${field('Doubtful', html`<select name="suspect"><option value="">Any</option>
          <option value="true" ?selected=${filter.suspect === 'true'}>Only doubtful ones</option></select>`)}
      </form>
      <div></div>`, place);

    const search = (more) => new URLSearchParams(Object.entries({ ...filter, ...more }).filter(([, value]) => value !== ''));

    const list = table(place.lastElementChild, {
      caption: 'Sessions, the newest first',
      path: () => `/transactions?${search({ limit: 50 })}`,
      key: (one) => one.transactionID,
      link: (one) => `#/sessions/${one.transactionID}`,
      refresh: 10_000,
      nothing: { title: 'No session fits', text: 'Sessions show up here as soon as somebody reserves or starts one.' },
      columns: [
        { title: 'Session', cell: (one) => one.transactionID },
        { title: 'Charger', cell: (one) => html`${one.connectorID} <small>${one.chargePointName}</small>` },
        { title: 'State', cell: (one) => html`${state(one.state)} ${one.suspect ? badge('warn', one.suspectReason ?? 'doubtful', '◆') : nothing}` },
        { title: 'Began', cell: (one) => html`<time title=${format.fullTime(one.startTimestamp)}>${format.time(one.startTimestamp)}</time>` },
        { title: 'Energy', number: true, cell: (one) => format.energy(one.energyWh) },
        { title: 'Power', number: true, cell: (one) => (one.endTimestamp ? '' : format.power(one.chargingPowerW)) },
        { title: 'Price', number: true, cell: (one) => format.money(one.price) },
        { title: 'Paid', cell: (one) => (one.isPaid ? badge('good', 'Paid', '●') : one.state === 'ended' ? badge('held', 'Not yet', '○') : '') },
      ],
    });

    function change(event) {
      filter[event.target.name] = event.target.value.trim();
      list.reload();
    }

    async function save() {
      const { download } = await import('../kit/api.js');
      await download(`/transactions?${search({ format: 'csv' })}`, 'sessions.csv').catch((error) => app.toast(error.message, 'bad'));
    }
    return list.close;
  },
};
