import * as format from '../kit/format.js';
import { STATUSES, badge, empty, every, failure, figure, html, loading, nothing, render, repeat, state, status, statusKind, statusShape,
  statusWord } from '../kit/ui.js';

const MOST_NEWS = 12;
const CONNECTIONS = { live: ['good', 'Live', '●'], reconnecting: ['warn', 'Reconnecting…', '◌'], refused: ['off', 'Not live', '○'] };

export default {
  title: 'Overview',
  wide: true,
  mount(place, params, app) {
    let figures = null;
    let sessions = null;
    let unwell = null;
    let restless = [];
    let mistimed = [];
    let waiting = null;
    let error = null;
    let link = 'reconnecting';
    let news = [];
    let drawing = false;

    /** At most once a frame, however much comes in. */
    function draw() {
      if (!drawing) {
        drawing = true;
        requestAnimationFrame(() => {
          drawing = false;
          render(view(), place);
        });
      }
    }

    function view() {
      if (!figures) {
        return error ? failure(error, load) : loading();
      }
      return html`
        <div class="title"><h1>Overview</h1>${badge(...CONNECTIONS[link] ?? CONNECTIONS.refused)}</div>
        <dl class="figures">
          ${figure('Chargers connected', html`${format.count(figures.chargers.connected)} <span class="soft">of ${format.count(figures.chargers.total)}</span>`,
            figures.chargers.connected < figures.chargers.total
              ? html`<a href="#/chargers?connected=false">${format.count(figures.chargers.total - figures.chargers.connected)} offline</a>` : '')}
          ${figure('Sessions now', format.count(figures.sessions.open),
            figures.sessions.suspect ? html`<a href="#/sessions?suspect=true">${format.count(figures.sessions.suspect)} doubtful</a>` : '')}
          ${figure('Power now', format.power(figures.powerW))}
          ${figure('Energy today', format.energy(figures.energyTodayWh), 'since midnight, UTC')}
        </dl>
        <div class="columns">
          <section class="card" aria-labelledby="by-status"><h2 id="by-status">Chargers by status</h2>${byStatus()}</section>
          <section class="card" aria-labelledby="attention"><h2 id="attention">Needs attention</h2>${attention()}</section>
        </div>
        <div class="columns">
          <section class="card" aria-labelledby="running"><h2 id="running">Running sessions</h2>${running()}</section>
          <section class="card" aria-labelledby="news"><h2 id="news">Just now</h2>${justNow()}</section>
        </div>`;
    }

    function byStatus() {
      const counts = figures.chargers.byStatus;
      const total = Math.max(1, figures.chargers.total);
      const there = STATUSES.filter((word) => counts[word]);
      return there.length === 0
        ? empty('No chargers yet', 'Register one, or let a charger connect: it shows up here.')
        : html`<ul class="bars">${there.map((word) => html`
            <li><a href=${`#/chargers?status=${word}`}>
              <span><span aria-hidden="true" class=${`shape ${statusKind(word)}`}>${statusShape(word)}</span> ${statusWord(word)}</span>
              <meter class=${statusKind(word)} min="0" max=${total} .value=${counts[word]} aria-label=${statusWord(word)}></meter>
              <strong>${format.count(counts[word])}</strong></a></li>`)}</ul>`;
    }

    function attention() {
      const items = [
        ...(unwell ?? []).map((charger) => html`<li>${status(charger.status)}
          <a href=${`#/chargers/${charger.connectorID}`}>${charger.connectorID} ${charger.serialNumber}</a></li>`),
        ...restless.map((charger) => html`<li>${badge('warn', 'Comes and goes', '◆')}
          <a href=${`#/chargers/${charger.connectorID}`}>${charger.connectorID} ${charger.serialNumber}</a></li>`),
        ...mistimed.map((charger) => html`<li>${badge('warn', 'Wrong clock', '◆')}
          <a href=${`#/chargers/${charger.connectorID}`}>${charger.connectorID} ${charger.serialNumber}</a></li>`),
        ...(waiting?.length ? [html`<li>${badge('warn', 'To resolve', '◆')}
          <a href="#/unmatched">${waiting.length === 1 ? 'One record' : `${format.count(waiting.length)} records`} in quarantine</a></li>`] : []),
      ];
      return items.length ? html`<ul class="plainlist">${items}</ul>`
        : html`<p class="calm">Nothing. All is as it should be.</p>`;
    }

    function running() {
      if (!sessions) {
        return loading();
      }
      return sessions.size === 0
        ? empty('Nobody charges right now', 'Sessions show up here as they begin.')
        : html`<ul class="plainlist tight">${repeat([...sessions.values()].slice(0, 12), (one) => one.transactionID, (one) => html`
            <li class="spread"><span><a href=${`#/sessions/${one.transactionID}`}>Session ${one.transactionID}</a> at
              <a href=${`#/chargers/${one.connectorID}`}>${one.connectorID}</a></span>
              <span>${one.currentChargePercentage ? `${format.percent(one.currentChargePercentage)} · ` : ''}${format.energy(one.energyWh)}
              · <strong>${format.power(one.chargingPowerW)}</strong></span></li>`)}</ul>
          ${sessions.size > 12 ? html`<p><a href="#/sessions?active=true">All ${format.count(sessions.size)}</a></p>` : nothing}`;
    }

    function justNow() {
      return news.length === 0
        ? html`<p class="calm">What happens at the chargers shows up here.</p>`
        : html`<ol class="plainlist tight">${repeat(news, (one) => one.id, (one) => html`
            <li class="spread"><span>${one.text}</span><time datetime=${one.at.toISOString()}>${format.time(one.at.toISOString())}</time></li>`)}</ol>`;
    }

    function note(id, text) {
      news = [{ id, text, at: new Date() }, ...news].slice(0, MOST_NEWS);
      draw();
    }

    async function load() {
      try {
        const [open, faulted, flapping, clocks, put] = await Promise.all([
          app.api.get('/transactions?active=true&limit=200'),
          app.api.get('/chargers?status=Faulted&limit=8'),
          app.api.get('/chargers?flapping=true&limit=8'),
          app.api.get('/chargers?clockWrong=true&limit=8'),
          app.api.get('/transactions/unmatched?resolved=false&limit=100'),
        ]);
        sessions = new Map(open.map((one) => [one.transactionID, one]));
        unwell = faulted;
        restless = flapping;
        mistimed = clocks;
        waiting = put;
        error = null;
      } catch (failed) {
        error = failed;
      }
      draw();
    }

    const show = (now) => {
      figures = now;
      draw();
    };
    const stream = app.live.fleet({
      connection(now) {
        link = now;
        draw();
      },
      snapshot: show,
      overview: show,
      charger(now, id) {
        const where = html`<a href=${`#/chargers/${now.connectorID}`}>${now.connectorID}</a>`;
        note(id, now.status
          ? html`${where}${now.connector > 1 ? `, connector ${now.connector}` : ''} is ${status(now.status)}`
          : html`${where} ${now.connected ? 'connected' : 'went offline'}`);
      },
      session(now, id) {
        const before = sessions?.get(now.transactionID);
        if (now.state === 'ended') {
          sessions?.delete(now.transactionID);
        } else {
          sessions?.set(now.transactionID, { ...before, ...now });
        }
        if (now.state === 'ended' || !before) {
          note(id, html`<a href=${`#/sessions/${now.transactionID}`}>Session ${now.transactionID}</a> ${state(now.state)}`);
        } else {
          draw();
        }
      },
    });
    const stop = every(15_000, load);
    draw();
    return () => {
      stream.close();
      stop();
    };
  },
};
