// A charger with a car at it, which does what it is told and comes back when its socket is gone.

import WebSocket from 'ws';

const now = () => new Date().toISOString();

export class Charger {
  #serial;
  #socket;
  #answers = new Map();
  #count = 0;
  #closed = false;
  #ready;
  meterWh = 1000;
  transactionId = null;

  constructor(serial) {
    this.#serial = serial;
    this.#ready = this.#connect();
  }

  /** Connected, booted, and its status told. */
  static async at(serial) {
    const charger = new Charger(serial);
    await charger.ready();
    return charger;
  }

  ready() {
    return this.#ready;
  }

  #connect() {
    return new Promise((resolve) => {
      const socket = new WebSocket(`${process.env.SOCKETS}/ocpp/${this.#serial}`, ['ocpp1.6']);
      this.#socket = socket;
      socket.on('message', (text) => this.#heard(JSON.parse(text)));
      socket.on('error', () => {});
      socket.on('close', () => {
        if (!this.#closed) {
          this.#ready = new Promise((again) => setTimeout(() => this.#connect().then(again), 300));
          this.#ready.then(resolve);
        }
      });
      socket.on('open', async () => {
        await this.call('BootNotification', { chargePointVendor: 'Test', chargePointModel: this.#serial });
        await this.status(this.transactionId ? 'Charging' : 'Available');
        resolve();
      });
    });
  }

  call(action, payload) {
    return new Promise((resolve) => {
      const id = `${this.#serial}-${++this.#count}`;
      this.#answers.set(id, resolve);
      this.#socket.send(JSON.stringify([2, id, action, payload]));
    });
  }

  #heard([type, id, action, payload]) {
    if (type !== 2) {
      this.#answers.get(id)?.(action);
      return;
    }
    const answer = action === 'GetConfiguration'
      ? { configurationKey: [{ key: 'HeartbeatInterval', readonly: false, value: '300' }] }
      : { status: 'Accepted' };
    this.#socket.send(JSON.stringify([3, id, answer]));
    if (action === 'RemoteStartTransaction') {
      this.start(payload.idTag);
    } else if (action === 'RemoteStopTransaction') {
      this.stop('Remote');
    }
  }

  status(status) {
    return this.call('StatusNotification', { connectorId: 1, status, errorCode: status === 'Faulted' ? 'GroundFailure' : 'NoError' });
  }

  async start(idTag) {
    const begun = await this.call('StartTransaction', { connectorId: 1, idTag, meterStart: this.meterWh, timestamp: now() });
    this.transactionId = begun.transactionId;
    await this.status('Charging');
    return this.transactionId;
  }

  async read(wh, watts, percent) {
    this.meterWh += wh;
    await this.call('MeterValues', { connectorId: 1, transactionId: this.transactionId, meterValue: [{ timestamp: now(), sampledValue: [
      { value: String(this.meterWh) }, { value: String(watts), measurand: 'Power.Active.Import', unit: 'W' },
      { value: String(percent), measurand: 'SoC', unit: 'Percent' }] }] });
  }

  async stop(reason) {
    const transactionId = this.transactionId;
    this.transactionId = null;
    await this.call('StopTransaction', { transactionId, meterStop: this.meterWh, timestamp: now(), reason });
    await this.status('Available');
  }

  close() {
    this.#closed = true;
    this.#socket.close();
  }
}
