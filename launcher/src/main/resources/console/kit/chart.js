// A curve over time: uPlot in our colours, with its figures as text for those who do not see it.

import uPlot from '../uplot/dist/uPlot.esm.js';

const MOST_POINTS = 5_000;
const HEIGHT = 190;
/** Of what is shown, however short it has been. */
const SHORTEST_SECONDS = 60;

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const clockWithSeconds = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

/** As people here write times; days where they are apart by days, seconds where minutes would say the same twice. */
function timeLabels(ticks) {
  const apart = ticks.length > 1 ? ticks[1] - ticks[0] : 60;
  const form = apart < 60 ? clockWithSeconds : apart < 86_400 ? clock : day;
  return ticks.map((tick) => form.format(new Date(tick * 1000)));
}

/**
 * @param options {title, unit(value), colour: name of a CSS variable, step}
 * @returns {set(points), add(at, value), close()}: points are [seconds since 1970, value]
 */
export function chart(place, { title, unit, colour, step = false }) {
  const figure = document.createElement('figure');
  figure.className = 'chart';
  const heading = Object.assign(document.createElement('figcaption'), { textContent: title });
  const now = Object.assign(document.createElement('strong'), { textContent: '–' });
  heading.append(' ', now);
  const canvas = document.createElement('div');
  canvas.setAttribute('role', 'img');
  figure.append(heading, canvas);
  place.append(figure);

  let times = [];
  let values = [];
  let plot = null;

  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function make() {
    plot?.destroy();
    const text = css('--text-soft');
    const grid = { stroke: css('--line'), width: 1 };
    const axis = { stroke: text, grid, ticks: grid, font: '12px system-ui' };
    plot = new uPlot({
      width: Math.max(200, canvas.clientWidth),
      height: HEIGHT,
      cursor: { y: false },
      legend: { show: false },
      scales: { x: { range: (u, min, max) => [min, times.length < 2 ? min + SHORTEST_SECONDS : Math.max(max, min + SHORTEST_SECONDS)] }, y: { range: (u, min, max) => [0, Math.max(1, (max ?? 1) * 1.1)] } },
      axes: [{ ...axis, size: 30, space: 64, values: (u, ticks) => timeLabels(ticks) }, { ...axis, size: 78, values: (u, ticks) => ticks.map((tick) => unit(tick)) }],
      series: [{}, {
        stroke: css(colour),
        fill: `color-mix(in srgb, ${css(colour)} 14%, transparent)`,
        width: 2,
        points: { show: (u, series, first, last) => last - first < 2 },
        paths: step ? uPlot.paths.stepped({ align: 1 }) : undefined,
      }],
    }, [times, values], canvas);
  }

  function draw() {
    if (times.length > 0 && canvas.clientWidth > 0) {
      if (plot) {
        plot.setData([times, values]);
      } else {
        make();
      }
    }
    const last = values.at(-1);
    now.textContent = last == null ? '–' : unit(last);
    canvas.setAttribute('aria-label', last == null ? `${title}: no readings yet`
      : `${title}: ${values.length} readings, lowest ${unit(Math.min(...values))}, highest ${unit(Math.max(...values))}, now ${unit(last)}`);
  }

  const resize = new ResizeObserver(() => {
    if (plot) {
      plot.setSize({ width: Math.max(200, canvas.clientWidth), height: HEIGHT });
    } else {
      draw();
    }
  });
  resize.observe(canvas);
  const theme = () => plot && make();
  document.addEventListener('themechange', theme);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', theme);

  return {
    set(points) {
      const newest = points.slice(-MOST_POINTS);
      times = newest.map((point) => point[0]);
      values = newest.map((point) => point[1]);
      draw();
    },
    /** Points from before the last one come too late to be drawn. */
    add(at, value) {
      if (value == null || (times.length > 0 && at <= times.at(-1))) {
        return;
      }
      times.push(at);
      values.push(value);
      if (times.length > MOST_POINTS) {
        times.shift();
        values.shift();
      }
      draw();
    },
    close() {
      resize.disconnect();
      document.removeEventListener('themechange', theme);
      dark.removeEventListener('change', theme);
      plot?.destroy();
      figure.remove();
    },
  };
}
