// Places on a plan: Web Mercator, in units that fit the picture.

const mercator = ([latitude, longitude]) => {
  const radians = (Math.max(-85, Math.min(85, latitude)) * Math.PI) / 180;
  return [longitude, -(Math.log(Math.tan(Math.PI / 4 + radians / 2)) * 180) / Math.PI];
};

/** @returns {points: [[x, y]], box: [x, y, width, height]} with room around; one place alone gets a neighbourhood */
export function plan(locations, margin = 0.15) {
  const points = locations.map(mercator);
  if (points.length === 0) {
    return { points, box: [0, 0, 1, 1] };
  }
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const width = Math.max(0.02, Math.max(...xs) - Math.min(...xs));
  const height = Math.max(0.02, Math.max(...ys) - Math.min(...ys));
  const middle = [(Math.max(...xs) + Math.min(...xs)) / 2, (Math.max(...ys) + Math.min(...ys)) / 2];
  const w = width * (1 + 2 * margin);
  const h = height * (1 + 2 * margin);
  return { points, box: [middle[0] - w / 2, middle[1] - h / 2, w, h] };
}

const EARTH_KM = 6371;

export function kilometres(from, to) {
  const [a, b, c, d] = [from[0], from[1], to[0], to[1]].map((degrees) => (degrees * Math.PI) / 180);
  const h = Math.sin((c - a) / 2) ** 2 + Math.cos(a) * Math.cos(c) * Math.sin((d - b) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.sqrt(h));
}
