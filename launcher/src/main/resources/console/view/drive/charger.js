import * as format from '../../kit/format.js';
import { ask, attempt, connection, empty, every, failure, html, loading, nothing, render, status } from '../../kit/ui.js';

const HOURS = 12;

export default {
  title: 'Charge',
  mount(place, { connectorID }, app) {
    let charger = null;
    let point = null;
    let prices = [];
    let reservations = [];
    let error = null;
    let busy = '';
    let problem = '';

    const draw = () => render(view(), place);
    const connectors = () => charger.connectors.filter((one) => one.connector > 0);
    const isFree = () => charger.connected && ['Available', 'Preparing', 'Reserved'].includes(charger.status);

    function view() {
      if (!charger) {
        return error?.status === 404
          ? empty('There is no such charger', 'Check the number on it.', html`<a class="button" href="#/drive">Find a charger</a>`)
          : error ? failure(error, load) : loading();
      }
      return html`
        <p><a href="#/drive">← All chargers</a></p>
        <div class="title"><h1>${charger.connectorID}</h1>${status(charger.status)} ${charger.connected ? nothing : connection(false)}</div>
        <p>${point ? html`${point.name}<br><small>${point.address}</small>` : nothing}</p>
        <section class="card"><h2>Now ${format.money(point?.price)} per kWh</h2>
          <p><small>The price at the start holds for the whole charge. It goes on your monthly invoice.</small></p>
          ${problem ? html`<p class="note bad" role="alert">${problem}</p>` : nothing}
          ${connectors().length > 1 ? connectors().map((one) => startButton(one.connector, `Charge at connector ${one.connector}`, one.status)) : startButton(1, 'Charge now')}
          ${isFree() ? nothing : html`<p class="note warn">${charger.connected ? 'Somebody else is charging here, or it is out of order.' : 'It is offline and cannot be started from here.'}</p>`}
        </section>
        <section class="card"><h2>Later</h2>
          ${reservations.length ? html`<ul class="plainlist">${reservations.map((one) => html`<li class="spread">
            <span>Kept for you until <strong>${format.time(one.endTimestamp)}</strong></span>
            <button type="button" class="plain small" @click=${() => cancel(one)}>Give it up</button></li>`)}</ul>`
          : html`<button type="button" class="plain" @click=${reserve}>Keep it for me…</button>`}
        </section>
        ${prices.length ? html`<section class="card"><h2>Prices by the hour</h2><ul class="bars">${prices.map((one) => html`
          <li><span class="bar"><span>${hour(one.hour)}</span><meter class="busy" min="0" max=${Math.max(...prices.map((other) => other.price), 1)}
            .value=${one.price} aria-label=${`Price at ${hour(one.hour)}`}></meter><strong>${format.money(one.price)}</strong></span></li>`)}</ul></section>` : nothing}`;
    }

    const startButton = (connector, text, now = charger.status) => html`
      <p><button type="button" class="big" ?disabled=${busy !== '' || !isFree() || ['Charging', 'Faulted', 'Unavailable'].includes(now)}
        @click=${() => start(connector)}>${busy || text}</button></p>`;

    const hour = (at) => new Date(at).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });

    async function start(connector) {
      problem = '';
      try {
        busy = 'Reserving the charger…';
        draw();
        const made = await app.api.post('/transactions', { connectorID: Number(connectorID), connector, paymentType: 'invoice' });
        busy = 'Starting…';
        draw();
        await app.api.put(`/transactions/start/${made.transactionID}`);
        app.go(`/drive/session/${made.transactionID}`);
      } catch (failed) {
        problem = failed.message;
        busy = '';
        await load();
      }
    }

    async function reserve() {
      const latest = new Date(Date.now() + 60 * 60_000 - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
      const given = await ask('Keep it for me', 'The charger is kept free for you until then, for a day at most.', { confirm: 'Keep it',
        fields: [{ name: 'until', label: 'Until', type: 'datetime-local', value: latest, required: true }] });
      if (given) {
        await attempt(() => app.api.post('/reservations', { connectorID: Number(connectorID), expiryDate: new Date(given.until).toISOString() }),
          'It is kept for you.');
        await load();
      }
    }

    async function cancel(one) {
      await attempt(() => app.api.delete(`/reservations/${one.reservationID}`), 'Given up.');
      await load();
    }

    async function load() {
      try {
        charger = await app.api.get(`/chargers/${encodeURIComponent(connectorID)}`);
        const until = new Date(Date.now() + HOURS * 3_600_000).toISOString();
        [point, prices, reservations] = await Promise.all([
          app.api.get(`/chargePoints/${charger.chargePointID}`), app.api.get(`/tariffs?to=${until}`).catch(() => []),
          app.api.get(`/reservations/userReservation/${encodeURIComponent(app.session.current.userID)}?limit=50`).catch(() => [])]);
        reservations = reservations.filter((one) => one.connectorID === charger.connectorID && one.status === 'accepted' && !one.transactionID);
        error = null;
      } catch (failed) {
        error = failed;
      }
      draw();
    }

    const stop = every(5_000, load);
    draw();
    return stop;
  },
};
