import { download } from '../../kit/api.js';
import { curves } from '../../kit/curves.js';
import * as format from '../../kit/format.js';
import { ask, attempt, badge, every, failure, figure, html, loading, nothing, render } from '../../kit/ui.js';

const OVER = ['ended', 'cancelled', 'expired', 'failed'];
const TITLES = {
  reserved: 'The charger is yours', requested: 'Plug in the car', active: 'Charging', stopping: 'Stopping…', ended: 'Done',
  cancelled: 'Given up', expired: 'Nobody came in time', failed: 'It could not be started',
};

export default {
  title: 'My charge',
  mount(place, { transactionID }, app) {
    let session = null;
    let error = null;
    let link = '';
    let busy = false;
    let gone = false;
    const top = document.createElement('div');
    const plots = Object.assign(document.createElement('section'), { className: 'card' });
    plots.setAttribute('aria-label', 'Curves');
    plots.hidden = true;
    place.append(top, plots);
    const drawn = curves(plots);
    const isOver = () => OVER.includes(session.state);

    function draw() {
      render(view(), top);
      plots.hidden = !session?.startTimestamp;
    }

    function view() {
      if (!session) {
        return error ? failure(error, load) : loading();
      }
      const seconds = session.startTimestamp == null ? null : (session.endTimestamp ?? Date.now() / 1000) - session.startTimestamp;
      return html`
        <p><a href="#/drive">← All chargers</a></p>
        <div class="title"><h1 aria-live="polite">${TITLES[session.state] ?? session.state}</h1>
          ${isOver() ? nothing : badge(link === 'live' ? 'good' : 'warn', link === 'live' ? 'Live' : 'Reconnecting…', '●')}</div>
        <p>${session.connectorID}, ${session.chargePointName}</p>
        <dl class="figures">
          ${figure('Energy', format.energy(session.energyWh))}
          ${figure(isOver() ? 'Total' : 'Cost so far', format.money(session.price), `${format.money(session.pricePerKwh)} per kWh`)}
          ${figure('Power', isOver() ? '–' : format.power(session.chargingPowerW))}
          ${figure('Battery', session.currentChargePercentage ? format.percent(session.currentChargePercentage) : '–')}
          ${figure('Time', format.duration(seconds))}
        </dl>
        ${isOver() ? over() : html`<p><button type="button" class="big danger" ?disabled=${busy || session.state === 'stopping'} @click=${stop}>${
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
        await load();
      }
    }

    const receipt = () => attempt(() => download(`/transactions/${transactionID}/receipt`, `receipt-${transactionID}.pdf`));

    async function load() {
      try {
        session = await app.api.get(`/transactions/${transactionID}`);
        error = null;
      } catch (failed) {
        error = failed;
      }
      draw();
    }

    function merge(change) {
      session = { ...session, ...change };
      draw();
    }

    let stream = { close() {} };
    async function begin() {
      await load();
      if (!session || gone) {
        return;
      }
      await drawn.history(session).catch(() => {});
      if (gone || isOver()) {
        return;
      }
      stream = app.live.transaction(transactionID, {
        connection(now) {
          link = now;
          draw();
        },
        snapshot(now) {
          merge(now);
          if (now.readingAt) {
            drawn.add(now.readingAt, session);
          }
        },
        reading(now) {
          merge(now);
          drawn.add(now.readingAt, session);
        },
        state: merge,
        end(now) {
          merge(now);
          load();
        },
      });
    }

    draw();
    begin();
    const stopPolling = every(10_000, async () => {
      if (session && !isOver() && link !== 'live') {
        await load();
      } else if (session) {
        draw();
      }
    });
    return () => {
      gone = true;
      stream.close();
      stopPolling();
      drawn.close();
    };
  },
};
