import { plan } from '../kit/geo.js';
import { badge, empty, every, failure, html, loading, nothing, render, repeat, statusShape, statusWord, statusKind, svg } from '../kit/ui.js';

/** What a point shows of its chargers: the one that needs somebody first. */
const WORST = ['Faulted', 'Charging', 'Reserved', 'Preparing', 'Finishing', 'SuspendedEVSE', 'SuspendedEV', 'Available', 'Unavailable'];
const MOST = 500;
const PIN = 13;
/** Of a letter of a name beside its pin, in pixels, and from one grid line to the next. */
const LETTER = 7;
const GRID = 80;

const look = {
  Offline: ['off', '◌', 'Offline'],
  Empty: ['off', '·', 'No chargers'],
};
const kindOf = (word) => look[word]?.[0] ?? statusKind(word);
const shapeOf = (word) => look[word]?.[1] ?? statusShape(word);
const wordOf = (word) => look[word]?.[2] ?? statusWord(word);
const lookOf = (word) => badge(kindOf(word), wordOf(word), shapeOf(word));

/** Of the chargers one can reach; a point none of whose chargers is connected says that before anything else. */
const worstOf = (chargers) => {
  if (chargers.length === 0) {
    return 'Empty';
  }
  const reached = chargers.filter((charger) => charger.connected);
  return reached.length === 0 ? 'Offline' : WORST.find((word) => reached.some((charger) => charger.status === word)) ?? 'Unavailable';
};

/**
 * On which side of its pin a name has room: what needs somebody is named first, and none is written over another or out of sight.
 * @returns by charge point 1 for right and -1 for left; absent for a name that has no room
 */
function named(pins, left, right) {
  const taken = pins.map(({ x, y }) => [x - PIN, y - PIN, x + PIN, y + PIN]);
  const free = (box, own) => box[0] >= left && box[2] <= right && taken.every(([l, t, r, b], index) =>
    index === own || box[2] < l || box[0] > r || box[3] < t || box[1] > b);
  const names = new Map();
  pins.map((pin, index) => [pin, index])
    .sort(([a], [b]) => rank(a.one.worst) - rank(b.one.worst))
    .forEach(([{ one, x, y }, index]) => {
      const near = PIN + 2;
      const far = PIN + 6 + one.name.length * LETTER;
      const boxes = [[1, [x + near, y - 9, x + far, y + 9]], [-1, [x - far, y - 9, x - near, y + 9]]];
      const fits = boxes.find(([, box]) => free(box, index));
      if (fits) {
        taken.push(fits[1]);
        names.set(one.chargePointID, fits[0]);
      }
    });
  return names;
}

/** Points that have nothing to show lie below all others. */
const rank = (word) => [...WORST, 'Offline', 'Empty'].indexOf(word);

export default {
  title: 'Map',
  wide: true,
  mount(place, params, app) {
    let points = null;
    let error = null;
    let zoom = 1;
    // The picture in its own units, which are pixels at zoom 1: pins and names are as large on a phone as on a screen.
    let wide = 1000;
    let high = 560;
    let centre = [wide / 2, high / 2];
    let drag = null;

    const observer = new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width > 0 && (contentRect.width !== wide || contentRect.height !== high)) {
        centre = [(centre[0] / wide) * contentRect.width, (centre[1] / high) * contentRect.height];
        wide = contentRect.width;
        high = contentRect.height;
        draw();
      }
    });

    function draw() {
      render(view(), place);
      const picture = place.querySelector('.plan');
      if (picture) {
        observer.observe(picture);
      }
    }

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
      const unit = Math.min(wide / box[2], high / box[3]);
      const put = ([x, y]) => [wide / 2 + (x - box[0] - box[2] / 2) * unit, high / 2 + (y - box[1] - box[3] / 2) * unit];
      const w = wide / zoom;
      const h = high / zoom;
      const pins = points.map((one, index) => {
        const [x, y] = put(places[index]);
        return { one, x: x * zoom, y: y * zoom };
      }).sort((a, b) => rank(b.one.worst) - rank(a.one.worst));
      const names = named(pins, (centre[0] - w / 2) * zoom, (centre[0] + w / 2) * zoom);
      return html`<svg class="plan" viewBox=${`${centre[0] - w / 2} ${centre[1] - h / 2} ${w} ${h}`} role="group" aria-label="Charge points by their place; the list below has the same"
          @wheel=${wheel} @pointerdown=${grab} @pointermove=${pull} @pointerup=${letGo} @pointercancel=${letGo} @pointerleave=${letGo}>
        ${lines(wide).map((x) => svg`<path class="grid" d=${`M${x} ${-high}V${2 * high}`} />`)}
        ${lines(high).map((y) => svg`<path class="grid" d=${`M${-wide} ${y}H${2 * wide}`} />`)}
        ${repeat(pins, ({ one }) => one.chargePointID, ({ one, x, y }) => svg`
          <a href="#/map" class=${kindOf(one.worst)} transform=${`scale(${1 / zoom}) translate(${x} ${y})`} tabindex="-1" aria-hidden="true"
              @click=${(event) => show(event, one)}>
            <title>${one.name}: ${wordOf(one.worst)}</title>
            <circle r=${PIN} /><text class="mark" y="4.5">${shapeOf(one.worst)}</text>
            ${names.has(one.chargePointID) ? svg`
              <text class=${names.get(one.chargePointID) < 0 ? 'left' : ''} x=${names.get(one.chargePointID) * (PIN + 5)} y="4">${one.name}</text>` : nothing}</a>`)}
      </svg>`;
    }

    const lines = (side) => Array.from({ length: Math.ceil((3 * side) / GRID) }, (_, index) => index * GRID - side);

    const legend = () => html`<p class="chips" aria-hidden="true">${['Available', 'Charging', 'Reserved', 'Faulted', 'Unavailable', 'Offline'].map((word) =>
      html`${lookOf(word)} `)}</p>`;

    const list = () => html`<section class="card" aria-labelledby="points"><h2 id="points">Charge points</h2>
      <ul class="plainlist">${points.map((one) => html`<li id=${`point-${one.chargePointID}`} tabindex="-1"><span class="spread"><span>
        <strong>${one.name}</strong> <small>${one.address}</small></span><span class="soft">${one.chargers.length === 0 ? 'no chargers yet' : `${one.connected} of ${one.chargers.length} connected`}</span></span>
        <span class="chips">${one.chargers.map((charger) => html`<span><a href=${`#/chargers/${charger.connectorID}`}>${charger.connectorID}</a>
          ${lookOf(charger.connected ? charger.status : 'Offline')}</span>`)}</span></li>`)}</ul></section>`;

    function show(event, one) {
      event.preventDefault();
      const entry = document.getElementById(`point-${one.chargePointID}`);
      entry.scrollIntoView({ block: 'center' });
      entry.focus({ preventScroll: true });
    }

    function scale(by) {
      zoom = Math.max(1, Math.min(40, zoom * by));
      if (zoom === 1) {
        centre = [wide / 2, high / 2];
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
        centre = [centre[0] - ((event.clientX - drag[0]) / size.width) * (wide / zoom), centre[1] - ((event.clientY - drag[1]) / size.height) * (high / zoom)];
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
            worst: worstOf(own) };
        });
        error = null;
      } catch (failed) {
        error = failed;
      }
      draw();
    }

    const stop = every(10_000, load);
    draw();
    return () => {
      observer.disconnect();
      stop();
    };
  },
};
