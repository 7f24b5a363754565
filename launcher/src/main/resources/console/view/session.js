import { download } from '../kit/api.js';
import { curves } from '../kit/curves.js';
import * as format from '../kit/format.js';
import { ask, attempt, badge, every, failure, figure, html, loading, nothing, render, state } from '../kit/ui.js';

const OVER = ['ended', 'cancelled', 'expired', 'failed'];

export default {
  title: 'Session',
  wide: true,
  mount(place, { transactionID }, app) {
    let session = null;
    let trail = [];
    let error = null;
    let link = '';
    const top = document.createElement('div');
    const plots = Object.assign(document.createElement('section'), { className: 'card columns' });
    plots.setAttribute('aria-label', 'Curves');
    plots.hidden = true;
    const bottom = document.createElement('div');
    place.append(top, plots, bottom);
    const drawn = curves(plots);

    const isOver = () => OVER.includes(session.state);

    function draw() {
      render(head(), top);
      render(session ? foot() : nothing, bottom);
      plots.hidden = !session?.startTimestamp;
    }

    function head() {
      if (!session) {
        return error ? failure(error, load) : loading();
      }
      const seconds = session.startTimestamp == null ? null : (session.endTimestamp ?? Date.now() / 1000) - session.startTimestamp;
      return html`
        <div class="title"><h1>Session ${session.transactionID}</h1>${state(session.state)}
          ${session.suspect ? badge('warn', session.suspectReason ?? 'doubtful', '◆') : nothing}
          ${isOver() ? nothing : badge(link === 'live' ? 'good' : 'warn', link === 'live' ? 'Live' : 'Reconnecting…', '●')}
          <div class="buttons">${buttons()}</div></div>
        <dl class="figures">
          ${figure('Energy', format.energy(session.energyWh))}
          ${figure('Power', isOver() ? '–' : format.power(session.chargingPowerW))}
          ${figure('State of charge', session.currentChargePercentage ? format.percent(session.currentChargePercentage) : '–')}
          ${figure('Cost', format.money(session.price), `${format.money(session.pricePerKwh)} per kWh`)}
          ${figure('Time', format.duration(seconds))}
        </dl>`;
    }

    const buttons = () => html`
      ${session.state === 'ended' ? html`<button type="button" class="plain small" @click=${receipt}>Receipt</button>` : nothing}
      ${isOver() ? nothing : html`
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

    async function load() {
      try {
        session = await app.api.get(`/transactions/${transactionID}`);
        trail = await app.api.get(`/transactions/${transactionID}/trail`).catch(() => trail);
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
    let gone = false;
    async function begin() {
      await load();
      if (!session || gone) {
        return;
      }
      await drawn.history(session).catch((failed) => app.toast(failed.message, 'warn'));
      if (gone) {
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
          load().then(() => drawn.history(session)).catch(() => {});
        },
      });
    }

    draw();
    begin();
    // The stream brings what changes; this brings it where a proxy does not let streams through, and moves the clock.
    const stopPolling = every(15_000, async () => {
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
