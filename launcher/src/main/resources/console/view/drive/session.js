import { download } from '../../kit/api.js';
import * as format from '../../kit/format.js';
import { ask, attempt, badge, failure, figure, html, loading, nothing, render } from '../../kit/ui.js';
import { watching } from '../../kit/watching.js';

const TITLES = {
  reserved: 'The charger is yours', requested: 'Plug in the car', active: 'Charging', stopping: 'Stopping…', ended: 'Done',
  cancelled: 'Given up', expired: 'Nobody came in time', failed: 'It could not be started',
};

export default {
  title: 'My charge',
  mount(place, { transactionID }, app) {
    let session = null;
    let busy = false;
    const top = document.createElement('div');
    const plots = Object.assign(document.createElement('section'), { className: 'card' });
    plots.setAttribute('aria-label', 'Curves');
    place.append(top, plots);
    const watched = watching(transactionID, plots, draw);

    function draw() {
      session = watched.session;
      render(view(), top);
    }

    function view() {
      if (!session) {
        return watched.error ? failure(watched.error, watched.load) : loading();
      }
      const seconds = session.startTimestamp == null ? null : (session.endTimestamp ?? Date.now() / 1000) - session.startTimestamp;
      return html`
        <p><a href="#/drive">← All chargers</a></p>
        <div class="title"><h1 aria-live="polite">${TITLES[session.state] ?? session.state}</h1>
          ${watched.isOver ? nothing : badge(watched.isLive ? 'good' : 'warn', watched.isLive ? 'Live' : 'Reconnecting…', '●')}</div>
        <p>${session.connectorID}, ${session.chargePointName}</p>
        <dl class="figures">
          ${figure('Energy', format.energy(session.energyWh))}
          ${figure(watched.isOver ? 'Total' : 'Cost so far', format.money(session.price), `${format.money(session.pricePerKwh)} per kWh`)}
          ${figure('Power', watched.isOver ? '–' : format.power(session.chargingPowerW))}
          ${figure('Battery', session.currentChargePercentage ? format.percent(session.currentChargePercentage) : '–')}
          ${figure('Time', format.duration(seconds))}
        </dl>
        ${watched.isOver ? over() : html`<p><button type="button" class="big danger" ?disabled=${busy || session.state === 'stopping'} @click=${stop}>${
          session.state === 'active' ? 'Stop charging' : session.state === 'stopping' ? 'Stopping…' : 'Give it up'}</button></p>`}`;
    }

    const over = () => html`<div class="buttons">
      ${session.state === 'ended' ? html`<button type="button" @click=${receipt}>Receipt (PDF)</button>` : nothing}
      <a class="button plain" href="#/drive/history">My charges</a></div>`;

    async function stop() {
      if (session.state !== 'active' || await ask('Stop charging?', 'You can unplug the car afterwards.', { confirm: 'Stop charging', danger: true })) {
        busy = true;
        draw();
        await attempt(() => app.api.put(`/transactions/stop/${transactionID}`));
        busy = false;
        await watched.load();
      }
    }

    const receipt = () => attempt(() => download(`/transactions/${transactionID}/receipt`, `receipt-${transactionID}.pdf`));

    draw();
    return () => watched.close();
  },
};
