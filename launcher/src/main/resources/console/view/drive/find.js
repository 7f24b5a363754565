import * as format from '../../kit/format.js';
import { kilometres } from '../../kit/geo.js';
import { connection, empty, every, failure, field, html, loading, nothing, render, repeat, status } from '../../kit/ui.js';

const MOST = 500;
const MOST_SHOWN = 60;

export default {
  title: 'Find a charger',
  mount(place, params, app) {
    let points = null;
    let chargers = [];
    let open = [];
    let error = null;
    let wanted = '';
    let free = true;
    let here = null;
    let asking = false;

    const draw = () => render(view(), place);

    function view() {
      return html`
        <div class="title"><h1>Find a charger</h1></div>
        ${open.map((one) => html`<p class="note busy">You are charging at ${one.connectorID}.
          <a href=${`#/drive/session/${one.transactionID}`}>Watch it</a></p>`)}
        <form class="filters" role="search" @submit=${go}>
          ${field('Number on the charger, or a place', html`<input name="wanted" type="search" autocomplete="off" .value=${wanted} @input=${search}>`)}
          <label class="check"><input type="checkbox" .checked=${free} @change=${onlyFree}> Free now</label>
          <button type="button" class="plain" ?disabled=${asking} @click=${locate}>${here ? 'Sorted by distance' : asking ? 'Looking…' : 'Near me'}</button>
        </form>
        ${points ? results() : error ? failure(error, load) : loading()}`;
    }

    function results() {
      const shown = points.map(fitting).filter((one) => one.chargers.length > 0).sort(byDistance).slice(0, MOST_SHOWN);
      return shown.length === 0
        ? empty('Nothing fits', free ? 'All of them are taken or offline. Show those too, or look for another place.' : 'No charger has such a number, and no place such a name.')
        : repeat(shown, (one) => one.chargePointID, (one) => html`
          <section class="card" aria-labelledby=${`point-${one.chargePointID}`}>
            <div class="spread"><h2 id=${`point-${one.chargePointID}`}>${one.name} <small>${one.address}</small></h2>
              <span>${here ? html`<small>${distance(one)}</small> ` : nothing}<strong>${format.money(one.price)}</strong> <small>per kWh</small></span></div>
            <ul class="plainlist">${one.chargers.map((charger) => html`
              <li class="spread"><a class="choice" href=${`#/drive/charger/${charger.connectorID}`}>${charger.connectorID}</a>
                <span>${status(charger.status)} ${charger.connected ? nothing : connection(false)}</span></li>`)}</ul>
          </section>`);
    }

    function fitting(point) {
      const text = wanted.trim().toLowerCase();
      const named = text !== '' && `${point.name} ${point.address}`.toLowerCase().includes(text);
      const own = chargers.filter((charger) => charger.chargePointID === point.chargePointID
        && (text === '' || named || String(charger.connectorID).includes(text))
        && (!free || (charger.connected && charger.status === 'Available')));
      return { ...point, chargers: own };
    }

    const away = (point) => (here ? kilometres(here, point.location) : 0);
    const byDistance = (a, b) => away(a) - away(b) || a.name.localeCompare(b.name);
    const distance = (point) => (away(point) < 1 ? `${Math.round(away(point) * 1000)} m` : `${away(point).toFixed(1)} km`);

    function search(event) {
      wanted = event.target.value;
      draw();
    }

    function go(event) {
      event.preventDefault();
      const exact = chargers.find((one) => String(one.connectorID) === wanted.trim());
      if (exact) {
        app.go(`/drive/charger/${exact.connectorID}`);
      }
    }

    function onlyFree(event) {
      free = event.target.checked;
      draw();
    }

    function locate() {
      asking = true;
      draw();
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          here = [coords.latitude, coords.longitude];
          asking = false;
          draw();
        },
        () => {
          asking = false;
          app.toast('Where you are could not be found out. Search by number or place.', 'warn');
          draw();
        },
        { timeout: 8_000, maximumAge: 60_000 },
      );
    }

    async function load() {
      try {
        [points, chargers, open] = await Promise.all([
          app.api.get(`/chargePoints?limit=${MOST}`), app.api.get(`/chargers?limit=${MOST}`),
          app.api.get(`/transactions?active=true&userID=${encodeURIComponent(app.session.current.userID)}`)]);
        error = null;
      } catch (failed) {
        error = failed;
      }
      draw();
    }

    const stop = every(10_000, load);
    draw();
    return stop;
  },
};
