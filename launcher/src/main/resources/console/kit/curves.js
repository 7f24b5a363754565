// The four curves of a session: what was stored so far, then what comes.

import { api } from './api.js';
import { chart } from './chart.js';
import * as format from './format.js';

const MOST_PAGES = 10;

/** @returns {history(session), add(event, session), close()} */
export function curves(place) {
  const all = {
    power: chart(place, { title: 'Power', unit: format.power, colour: '--curve-power', step: true }),
    energy: chart(place, { title: 'Energy', unit: format.energy, colour: '--curve-energy' }),
    charge: chart(place, { title: 'State of charge', unit: format.percent, colour: '--curve-soc' }),
    cost: chart(place, { title: 'Cost', unit: format.money, colour: '--curve-cost' }),
  };
  const seconds = (at) => Math.floor(new Date(at).getTime() / 1000);

  return {
    async history(session) {
      let readings = [];
      let path = `/transactions/${session.transactionID}/meter-values?limit=500`;
      for (let page = 0; path && page < MOST_PAGES; page++) {
        const answer = await api.page(path);
        readings = readings.concat(answer.body);
        path = answer.next;
      }
      const points = (value) => rising(readings.map((one) => [seconds(one.readingAt ?? one.receivedAt), value(one)]));
      all.power.set(points((one) => one.powerW ?? 0));
      all.energy.set(points((one) => one.energyWh));
      all.charge.set(points((one) => one.percent));
      all.cost.set(points((one) => Math.round((one.energyWh * session.pricePerKwh) / 1000)));
    },
    /** @param shown the session as it is known after the event */
    add(readingAt, shown) {
      const at = seconds(readingAt);
      all.power.add(at, shown.chargingPowerW);
      all.energy.add(at, shown.energyWh);
      all.charge.add(at, shown.currentChargePercentage);
      all.cost.add(at, shown.price);
    },
    close: () => Object.values(all).forEach((one) => one.close()),
  };
}

/** Clocks of chargers jump; a curve does not go back. */
export function rising(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0]);
  return sorted.filter((point, index) => index === sorted.length - 1 || point[0] !== sorted[index + 1][0]);
}
