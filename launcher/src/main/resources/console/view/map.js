import { plan } from '../kit/geo.js';
import { badge, empty, every, failure, html, loading, render, statusShape, statusWord, statusKind, svg } from '../kit/ui.js';

/** What a point shows of its chargers: the one that needs somebody first. */
const WORST = ['Faulted', 'Charging', 'Reserved', 'Preparing', 'Finishing', 'SuspendedEVSE', 'SuspendedEV', 'Available', 'Unavailable'];
const MOST = 500;
/** Of the picture, in its own units. */
const WIDE = 1000;
const HIGH = 560;

export default {
  title: 'Map',
  wide: true,
  mount(place, params, app) {
    let points = null;
    let error = null;
    let zoom = 1;
    let centre = [WIDE / 2, HIGH / 2];
    let drag = null;

    const draw = () => render(view(), place);

    function view() {
      if (!points) {
        return error ? failure(error, load) : loading();
      }
      return html`
        <div class="title"><h1>Map</h1><div class="buttons">
          <button type="button" class="plain small" aria-label="Closer" @click=${() => scale(1.5)}>+</button>
          <button type="button" class="plain small" aria-label="Further away" @click=${() => scale(1 / 1.5)}>−</button>
          <button type="button" class="plain small" @click=${whole}>All of it</button></div></div>
        ${points.length === 0 ? empty('No charge points yet', 'Add one over POST /chargePoints; it shows up here.') : html`${picture()}${legend()}${list()}`}`;
    }

    function picture() {
      const { points: places, box } = plan(points.map((one) => one.location));
      const unit = Math.min(WIDE / box[2], HIGH / box[3]);
      const put = ([x, y]) => [WIDE / 2 + (x - box[0] - box[2] / 2) * unit, HIGH / 2 + (y - box[1] - box[3] / 2) * unit];
      const w = WIDE / zoom;
      const h = HIGH / zoom;
      const lines = Array.from({ length: 9 }, (_, index) => (index + 1) / 10);
      return html`<svg class="plan" viewBox=${`${centre[0] - w / 2} ${centre[1] - h / 2} ${w} ${h}`} role="group" aria-label="Charge points by their place; the list below has the same"
          @wheel=${wheel} @pointerdown=${grab} @pointermove=${pull} @pointerup=${letGo} @pointercancel=${letGo}>
        ${lines.map((part) => svg`<path class="grid" d=${`M${WIDE * part} 0V${HIGH}M0 ${HIGH * part}H${WIDE}`} />`)}
        ${points.map((one, index) => {
          const [x, y] = put(places[index]);
          return svg`<a href=${`#/map`} class=${statusKind(one.worst)} transform=${`translate(${x} ${y}) scale(${1 / zoom})`} tabindex="-1" aria-hidden="true"
              @click=${(event) => show(event, one)}>
            <circle r="13" /><text class="mark" y="4.5">${statusShape(one.worst)}</text>
            <text x="18" y="4">${one.name}</text></a>`;
        })}
      </svg>`;
    }

    const legend = () => html`<p aria-hidden="true">${['Available', 'Charging', 'Reserved', 'Faulted', 'Unavailable'].map((word) =>
      html`${badge(statusKind(word), statusWord(word), statusShape(word))} `)}</p>`;

    const list = () => html`<section class="card" aria-labelledby="points"><h2 id="points">Charge points</h2>
      <ul class="plainlist">${points.map((one) => html`<li id=${`point-${one.chargePointID}`} tabindex="-1"><span class="spread"><span>
        <strong>${one.name}</strong> <small>${one.address}</small></span><span>${one.connected} of ${one.chargers.length} connected</span></span>
        <span>${one.chargers.map((charger) => html`<a href=${`#/chargers/${charger.connectorID}`}>${charger.connectorID}</a>
          ${badge(statusKind(charger.status), statusWord(charger.status), statusShape(charger.status))} `)}</span></li>`)}</ul></section>`;

    function show(event, one) {
      event.preventDefault();
      const entry = document.getElementById(`point-${one.chargePointID}`);
      entry.scrollIntoView({ block: 'center' });
      entry.focus({ preventScroll: true });
    }

    function scale(by) {
      zoom = Math.max(1, Math.min(40, zoom * by));
      if (zoom === 1) {
        centre = [WIDE / 2, HIGH / 2];
      }
      draw();
    }

    function whole() {
      zoom = 1;
      scale(1);
    }

    function wheel(event) {
      event.preventDefault();
      scale(event.deltaY < 0 ? 1.2 : 1 / 1.2);
    }

    const grab = (event) => (drag = [event.clientX, event.clientY]);
    const letGo = () => (drag = null);

    function pull(event) {
      if (drag && zoom > 1) {
        const size = event.currentTarget.getBoundingClientRect();
        centre = [centre[0] - ((event.clientX - drag[0]) / size.width) * (WIDE / zoom), centre[1] - ((event.clientY - drag[1]) / size.height) * (HIGH / zoom)];
        drag = [event.clientX, event.clientY];
        draw();
      }
    }

    async function load() {
      try {
        const [places, chargers] = await Promise.all([app.api.get(`/chargePoints?limit=${MOST}`), app.api.get(`/chargers?limit=${MOST}`)]);
        points = places.map((one) => {
          const own = chargers.filter((charger) => charger.chargePointID === one.chargePointID);
          return { ...one, chargers: own, connected: own.filter((charger) => charger.connected).length,
            worst: WORST.find((word) => own.some((charger) => charger.status === word)) ?? 'Unavailable' };
        });
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
