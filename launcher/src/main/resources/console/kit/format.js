// Figures and times as people read them, in the browser's language and zone.

const number = (options) => {
  const form = new Intl.NumberFormat(undefined, options);
  return (value) => (value == null ? '–' : form.format(value));
};

const one = number({ maximumFractionDigits: 1, minimumFractionDigits: 1 });
const two = number({ maximumFractionDigits: 2, minimumFractionDigits: 2 });
const whole = number({ maximumFractionDigits: 0 });

export const count = whole;

export const energy = (wh) =>
  wh == null ? '–' : wh < 1000 ? `${whole(wh)} Wh` : wh < 1e6 ? `${two(wh / 1000)} kWh` : `${two(wh / 1e6)} MWh`;

export const power = (watts) =>
  watts == null ? '–' : watts < 1000 ? `${whole(watts)} W` : watts < 1e6 ? `${one(watts / 1000)} kW` : `${two(watts / 1e6)} MW`;

export const money = (ore) => (ore == null ? '–' : `${two(ore / 100)} kr`);

export const percent = (value) => (value == null ? '–' : `${whole(value)} %`);

/** Of whatever the API gives: seconds since 1970, or ISO 8601. */
export const moment = (value) =>
  value == null ? null : new Date(typeof value === 'number' ? value * 1000 : value);

const sameDay = (a, b) => a.toDateString() === b.toDateString();
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const long = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export const time = (value, now = new Date()) => {
  const at = moment(value);
  return at == null ? '–' : sameDay(at, now) ? clock.format(at) : day.format(at);
};

export const fullTime = (value) => {
  const at = moment(value);
  return at == null ? '' : long.format(at);
};

export const duration = (seconds) => {
  if (seconds == null || seconds < 0) {
    return '–';
  }
  const s = Math.floor(seconds);
  const minutes = Math.floor(s / 60);
  if (minutes < 1) {
    return `${s} s`;
  }
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

export const since = (value, now = Date.now()) => {
  const at = moment(value);
  return at == null ? '–' : `${duration((now - at.getTime()) / 1000)} ago`;
};
