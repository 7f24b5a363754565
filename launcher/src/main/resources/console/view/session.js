import { download } from '../kit/api.js';
import * as format from '../kit/format.js';
import { ask, attempt, badge, failure, figure, html, loading, nothing, render, state } from '../kit/ui.js';
import { watching } from '../kit/watching.js';

export default {
  title: 'Session',
  wide: true,
  mount(place, { transactionID }, app) {
    let session = null;
    let trail = [];
    const top = document.createElement('div');
    const plots = Object.assign(document.createElement('section'), { className: 'card columns' });
    plots.setAttribute('aria-label', 'Curves');
    const bottom = document.createElement('div');
    place.append(top, plots, bottom);
    const watched = watching(transactionID, plots, draw);

    function draw() {
      session = watched.session;
      render(head(), top);
      render(session ? foot() : nothing, bottom);
    }

    function head() {
      if (!session) {
        return watched.error ? failure(watched.error, load) : loading();
      }
      const seconds = session.startTimestamp == null ? null : (session.endTimestamp ?? Date.now() / 1000) - session.startTimestamp;
      return html`
        <div class="title"><h1>Session ${session.transactionID}</h1>${state(session.state)}
          ${session.suspect ? badge('warn', session.suspectReason ?? 'doubtful', '◆') : nothing}
          ${watched.isOver ? nothing : badge(watched.isLive ? 'good' : 'warn', watched.isLive ? 'Live' : 'Reconnecting…', '●')}
          <div class="buttons">${buttons()}</div></div>
        <dl class="figures">
          ${figure('Energy', format.energy(session.energyWh))}
          ${figure('Power', watched.isOver ? '–' : format.power(session.chargingPowerW))}
          ${figure('State of charge', session.currentChargePercentage ? format.percent(session.currentChargePercentage) : '–')}
          ${figure('Cost', format.money(session.price), `${format.money(session.pricePerKwh)} per kWh`)}
          ${figure('Time', format.duration(seconds))}
        </dl>`;
    }

    const buttons = () => html`
      ${session.state === 'ended' ? html`<button type="button" class="plain small" @click=${receipt}>Receipt</button>` : nothing}
      ${watched.isOver ? nothing : html`
        <button type="button" class="danger small" @click=${stop}>Stop</button>
        <button type="button" class="plain small" @click=${close}>Close in the books…</button>`}`;

    const foot = () => html`
      <div class="columns">
        <section class="card" aria-labelledby="facts"><h2 id="facts">Facts</h2><dl class="pairs">
          <dt>Charger</dt><dd><a href=${`#/chargers/${session.connectorID}`}>${session.connectorID}</a>, connector ${session.connector}</dd>
          <dt>Place</dt><dd>${session.chargePointName}${session.address ? `, ${session.address}` : ''}</dd>
          <dt>Person</dt><dd>${session.userID ?? 'nobody known'}</dd>
          <dt>Id tag</dt><dd>${session.idTag ?? '–'}</dd>
          <dt>Began</dt><dd>${format.fullTime(session.startTimestamp) || '–'}</dd>
          <dt>Ended</dt><dd>${format.fullTime(session.endTimestamp) || '–'} ${session.stopReason ? html`<small>${session.stopReason}</small>` : nothing}</dd>
          <dt>Meter</dt><dd>${session.meterStart ?? '–'} … ${session.meterStop ?? '–'} Wh ${session.estimated ? badge('warn', 'estimated') : nothing}</dd>
          <dt>Payment</dt><dd>${session.paymentMethod ?? 'none'}, ${session.isPaid ? 'paid' : 'not paid'}</dd>
        </dl></section>
        <section class="card" aria-labelledby="trail"><h2 id="trail">Changed past the charger's word</h2>
          ${trail.length === 0 ? html`<p class="calm">Nobody did.</p>` : html`<ul class="plainlist">${trail.map((one) => html`
            <li class="spread"><span><strong>${one.what}</strong> by ${one.actor} ${one.note ? html`<small>${one.note}</small>` : nothing}</span>
            <time>${format.time(one.at)}</time></li>`)}</ul>`}
        </section>
      </div>`;

    async function stop() {
      if (await ask('Stop this charge?', 'The charger is told to stop, and tells its final meter value.', { confirm: 'Stop', danger: true })) {
        await attempt(() => app.api.put(`/transactions/stop/${transactionID}`), 'The charger was told to stop.');
        await load();
      }
    }

    async function close() {
      const given = await ask('Close in the books', 'Nothing goes to the charger. Without a meter value the last reading counts.', { confirm: 'Close', danger: true,
        fields: [{ name: 'reason', label: 'Why', required: true }, { name: 'meterStop', label: 'Meter at the end, Wh', type: 'number' }] });
      if (given) {
        const body = { reason: given.reason, ...(given.meterStop ? { meterStop: Number(given.meterStop) } : {}) };
        await attempt(() => app.api.post(`/transactions/${transactionID}/close`, body), 'Closed.');
        await load();
      }
    }

    const receipt = () => attempt(() => download(`/transactions/${transactionID}/receipt`, `receipt-${transactionID}.pdf`));

    async function loadTrail() {
      trail = await app.api.get(`/transactions/${transactionID}/trail`).catch(() => trail);
      draw();
    }

    const load = () => Promise.all([loadTrail(), watched.load()]);

    draw();
    loadTrail();
    return () => watched.close();
  },
};
