import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

const load = (name) => import(pathToFileURL(`${process.env.CONSOLE}/kit/${name}`));
const format = await load('format.js');
const { kilometres, plan } = await load('geo.js');
const { match, query } = await load('router.js');
const { parser } = await load('sse.js');

test('figures are in the unit that reads best', () => {
  assert.equal(format.energy(999), '999 Wh');
  assert.equal(format.energy(1234), '1.23 kWh');
  assert.equal(format.energy(2_500_000), '2.50 MWh');
  assert.equal(format.energy(null), '–');
  assert.equal(format.power(950), '950 W');
  assert.equal(format.power(7150), '7.2 kW');
  assert.equal(format.money(2050), '20.50 kr');
  assert.equal(format.money(0), '0.00 kr');
  assert.equal(format.percent(41), '41 %');
  assert.equal(format.duration(59), '59 s');
  assert.equal(format.duration(61), '1 min');
  assert.equal(format.duration(3 * 3600 + 125), '3 h 2 min');
  assert.equal(format.duration(-1), '–');
});

test('times are read from seconds and from ISO 8601', () => {
  assert.equal(format.moment(1_760_000_000).toISOString(), '2025-10-09T08:53:20.000Z');
  assert.equal(format.moment('2025-10-09T08:53:20.000Z').getTime(), 1_760_000_000_000);
  assert.equal(format.moment(null), null);
  assert.equal(format.since(1_760_000_000, 1_760_000_042_000), '42 s ago');
});

test('an address finds its page', () => {
  const routes = [['', 'start'], ['chargers', 'list'], ['chargers/:connectorID', 'one']];
  assert.deepEqual(match(routes, ''), { view: 'start', params: {} });
  assert.deepEqual(match(routes, '#/'), { view: 'start', params: {} });
  assert.deepEqual(match(routes, '#/chargers/?status=Faulted'), { view: 'list', params: {} });
  assert.deepEqual(match(routes, '#/chargers/100%2F1'), { view: 'one', params: { connectorID: '100/1' } });
  assert.equal(match(routes, '#/chargers/1/2'), null);
  assert.equal(query('#/chargers?status=Faulted').get('status'), 'Faulted');
});

test('events are put together however the network cuts them', () => {
  const text = 'retry: 2000\n\nid: 7-1\nevent: snapshot\ndata: {"a":1}\n\n: keep-alive\n\nid: 7-2\r\nevent: reading\r\ndata: x\r\ndata: y\r\n\r\n'
    + 'data: nameless\n\nevent: unfinished\ndata: z\n';
  const expected = [
    { retry: 2000 },
    { id: '7-1', event: 'snapshot', data: '{"a":1}' },
    { comment: 'keep-alive' },
    { id: '7-2', event: 'reading', data: 'x\ny' },
    { id: '7-2', event: 'message', data: 'nameless' },
  ];
  for (const size of [1, 2, 3, 7, 1000]) {
    const heard = [];
    const feed = parser((event) => heard.push(event));
    for (let at = 0; at < text.length; at += size) {
      feed(text.slice(at, at + size));
    }
    assert.deepEqual(heard, expected, `in pieces of ${size}`);
  }
});

test('places lie as they do on a map', () => {
  const jonkoping = [57.7826, 14.1618];
  const nassjo = [57.6531, 14.6968];
  const { points, box } = plan([jonkoping, nassjo]);
  assert.ok(points[0][0] < points[1][0], 'west is left');
  assert.ok(points[0][1] < points[1][1], 'north is up');
  assert.ok(points.every(([x, y]) => x > box[0] && x < box[0] + box[2] && y > box[1] && y < box[1] + box[3]));
  assert.ok(plan([jonkoping]).box[2] > 0);
  assert.equal(Math.round(kilometres(jonkoping, nassjo)), 35);
  assert.equal(kilometres(jonkoping, jonkoping), 0);
});
