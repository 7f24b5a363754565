import * as format from '../kit/format.js';
import { ask, attempt, badge, connection, empty, every, failure, html, loading, nothing, render, repeat, status } from '../kit/ui.js';

const COMMAND = { waiting: 'held', queued: 'held', sent: 'busy', accepted: 'good', rejected: 'bad', failed: 'bad', timedOut: 'warn', expired: 'off',
  cancelled: 'off', unknown: 'warn' };

export default {
  title: 'Charger',
  wide: true,
  mount(place, { connectorID }, app) {
    let charger = null;
    let keys = null;
    let commands = null;
    let connections = null;
    let messages = null;
    let error = null;
    let paused = false;
    const path = `/chargers/${connectorID}`;

    const draw = () => render(view(), place);

    function view() {
      if (!charger) {
        return error ? failure(error, load) : loading();
      }
      return html`
        <div class="title"><h1>Charger ${charger.connectorID}</h1>${status(charger.status)} ${connection(charger.connected)}
          ${charger.flapping ? badge('warn', 'Comes and goes', '◆') : nothing}</div>
        <div class="columns">
          <section class="card" aria-labelledby="about"><h2 id="about">About</h2>${about()}</section>
          <section class="card" aria-labelledby="connectors"><h2 id="connectors">Connectors</h2>${connectors()}</section>
        </div>
        <section class="card" aria-labelledby="do"><h2 id="do">Tell it to</h2>${operations()}</section>
        <div class="columns">
          <section class="card" aria-labelledby="commands"><h2 id="commands">Commands</h2>${commandList()}</section>
          <section class="card" aria-labelledby="sockets"><h2 id="sockets">Connections, and how they ended</h2>${connectionList()}</section>
        </div>
        <section class="card" aria-labelledby="frames">
          <div class="title"><h2 id="frames">Last frames</h2>
            <button type="button" class="plain small" aria-pressed=${paused} @click=${pause}>${paused ? 'Go on' : 'Hold still'}</button></div>
          ${frames()}
        </section>
        <section class="card" aria-labelledby="configuration">
          <div class="title"><h2 id="configuration">Configuration</h2>
            <button type="button" class="plain small" @click=${readKeys}>Read from the charger</button></div>
          ${configuration()}
        </section>`;
    }

    const about = () => html`<dl class="pairs">
      <dt>Serial</dt><dd>${charger.serialNumber}</dd>
      <dt>Make</dt><dd>${[charger.vendor, charger.model].filter(Boolean).join(' ') || 'not told yet'}</dd>
      <dt>Firmware</dt><dd>${charger.firmwareVersion ?? 'not told yet'}</dd>
      <dt>Dialect</dt><dd>${charger.protocol ?? 'not told yet'}</dd>
      <dt>Charge point</dt><dd>${charger.chargePointID}</dd>
      <dt>Last seen</dt><dd>${charger.lastSeenAt ? html`<time title=${format.fullTime(charger.lastSeenAt)}>${format.since(charger.lastSeenAt)}</time>` : 'never'}</dd>
      ${charger.clockDriftMillis == null ? nothing : html`<dt>Its clock</dt><dd>${drift(charger.clockDriftMillis)}</dd>`}
      <dt>Sessions</dt><dd><a href=${`#/sessions?connectorID=${charger.connectorID}`}>All of this charger</a></dd>
    </dl>`;

    const drift = (millis) => Math.abs(millis) < 2_000 ? 'right'
      : `${format.duration(Math.abs(millis) / 1000)} ${millis > 0 ? 'behind' : 'ahead'}`;

    const connectors = () => charger.connectors.length === 0
      ? empty('No status yet', 'The charger tells it when it boots.')
      : html`<ul class="plainlist">${charger.connectors.map((one) => html`
          <li class="spread"><span>${one.connector === 0 ? 'The charger itself' : `Connector ${one.connector}`} ${status(one.status)}
            ${one.errorCode && one.errorCode !== 'NoError' ? html`<small>${one.errorCode} ${one.info ?? ''} ${one.vendorErrorCode ?? ''}</small>` : nothing}</span>
            <time title=${format.fullTime(one.updatedAt)}>${format.since(one.updatedAt)}</time></li>`)}</ul>`;

    const operations = () => html`<div class="buttons">
      <button type="button" class="plain" @click=${remoteStart}>Start a charge…</button>
      <button type="button" class="plain" @click=${remoteStop}>Stop a charge…</button>
      <button type="button" class="plain" @click=${unlock}>Unlock a connector…</button>
      <button type="button" class="plain" @click=${trigger}>Send a message…</button>
      <button type="button" class="plain" @click=${availability}>Change availability…</button>
      <button type="button" class="danger" @click=${reset}>Reset…</button>
    </div>${charger.connected ? nothing : html`<p class="note off">It is offline. Commands wait ten minutes for it to come back.</p>`}`;

    function commandList() {
      if (!commands) {
        return loading();
      }
      return commands.length === 0 ? empty('None yet', 'What the charger is told to do shows up here, with its answer.')
        : html`<ul class="plainlist">${repeat(commands, (one) => one.id, (one) => html`
          <li class="spread"><span><strong>${one.action}</strong> ${badge(COMMAND[one.state] ?? 'off', one.state)}
            ${one.response?.status && one.response.status.toLowerCase() !== one.state.toLowerCase() ? html`<small>${one.response.status}</small>` : nothing}
            ${one.error ? html`<small>${one.error.code} ${one.error.description}</small>` : nothing}
            ${one.outcome ? html`<small>${one.outcome}</small>` : nothing}</span>
            <time title=${format.fullTime(one.createdAt)}>${format.time(one.createdAt)}</time></li>`)}</ul>`;
    }

    function connectionList() {
      if (!connections) {
        return loading();
      }
      return connections.length === 0 ? empty('It never connected', 'Its sockets show up here, with what ended each.')
        : html`<ul class="plainlist">${repeat(connections, (one) => one.openedAt, (one) => html`
          <li class="spread"><span>${one.closedAt ? badge('off', one.cause ?? 'ended') : badge('good', 'Open', '●')}
            <small>${one.remoteAddress}, profile ${one.securityProfile}${one.closeReason ? `, ${one.closeReason}` : ''}</small></span>
            <span><time title=${format.fullTime(one.openedAt)}>${format.time(one.openedAt)}</time>
            ${one.durationSeconds == null ? nothing : html`<small>for ${format.duration(one.durationSeconds)}</small>`}</span></li>`)}</ul>`;
    }

    function frames() {
      if (!messages) {
        return loading();
      }
      return messages.length === 0 ? empty('No frames yet', 'What it sends and is sent shows up here as it happens.')
        : html`<ol class="frames" tabindex="0" aria-label="Frames, the newest first">${repeat(messages, (one) => one.id, (one) => html`
          <li><span class="spread"><span>${badge(one.direction === 'in' ? 'busy' : 'good', one.direction === 'in' ? 'From it' : 'To it', one.direction === 'in' ? '→' : '←')}
            <strong>${one.action ?? ''}</strong> <small>${{ 2: 'call', 3: 'answer', 4: 'error' }[one.messageType] ?? 'unreadable'}${
              one.durationMs == null ? '' : `, after ${one.durationMs} ms`}${one.quirks?.length ? `, tolerated: ${one.quirks.join(', ')}` : ''}</small></span>
            <time title=${format.fullTime(one.at)}>${format.time(one.at)}</time></span><code>${one.raw ?? JSON.stringify(one.payload)}</code></li>`)}</ol>`;
    }

    function configuration() {
      if (!keys) {
        return loading();
      }
      return keys.length === 0 ? empty('Not read yet', 'Read it from the charger while it is connected.')
        : html`<div class="scroll" tabindex="0" role="region" aria-label="Configuration keys"><table>
          <thead><tr><th scope="col">Key</th><th scope="col">Value</th><th scope="col">Read</th><th scope="col"><span class="unseen">Change</span></th></tr></thead>
          <tbody>${repeat(keys, (one) => one.key, (one) => html`<tr><td data-title="Key"><div class="cell">${one.key}</div></td>
            <td data-title="Value"><div class="cell">${one.value ?? html`<small>not told</small>`}</div></td>
            <td data-title="Read"><div class="cell">${format.since(one.readAt)}</div></td>
            <td data-title=""><div class="cell">${one.readonly ? html`<small>read only</small>` : html`
              <button type="button" class="plain small" aria-label=${`Change ${one.key}`} @click=${() => changeKey(one)}>Change</button>`}</div></td></tr>`)}
          </tbody></table></div>`;
    }

    /** A command that waits for a charger that is away is a success too: its state says so. */
    async function operate(action, payload, done) {
      await attempt(async () => {
        const command = await app.api.post(`${path}/operations/${action}?wait=5000&ttl=600`, payload, { deadline: 20_000 });
        app.toast(`${done}: ${command.response?.status ?? command.state}`, ['rejected', 'failed', 'timedOut'].includes(command.state) ? 'warn' : 'good');
      });
      await loadCommands();
      draw();
    }

    const connectorField = { name: 'connectorId', label: 'Connector', type: 'number', value: '1', required: true };

    async function remoteStart() {
      const given = await ask('Start a charge', 'The car has to be plugged in, or come within the charger\'s patience.',
        { confirm: 'Start', fields: [connectorField, { name: 'idTag', label: 'Id tag', required: true }] });
      if (given) {
        await operate('RemoteStartTransaction', { connectorId: Number(given.connectorId), idTag: given.idTag }, 'Start');
      }
    }

    async function remoteStop() {
      const open = await app.api.get(`/transactions?active=true&connectorID=${connectorID}`).catch(() => []);
      if (open.length === 0) {
        app.toast('Nobody charges here.', 'warn');
        return;
      }
      const given = await ask('Stop a charge', '', { confirm: 'Stop', danger: true,
        fields: [{ name: 'id', label: 'Session', options: open.map((one) => String(one.transactionID)) }] });
      if (given) {
        await operate('RemoteStopTransaction', { transactionId: Number(given.id) }, 'Stop');
      }
    }

    async function unlock() {
      const given = await ask('Unlock a connector', 'It lets go of the cable, and ends a charge there.', { confirm: 'Unlock', danger: true, fields: [connectorField] });
      if (given) {
        await operate('UnlockConnector', { connectorId: Number(given.connectorId) }, 'Unlock');
      }
    }

    async function trigger() {
      const given = await ask('Send a message', 'The charger is asked to tell something anew.', { confirm: 'Ask',
        fields: [{ name: 'requestedMessage', label: 'Message',
          options: ['StatusNotification', 'BootNotification', 'Heartbeat', 'MeterValues', 'DiagnosticsStatusNotification', 'FirmwareStatusNotification'] }] });
      if (given) {
        await operate('TriggerMessage', given, 'Message');
      }
    }

    async function availability() {
      const given = await ask('Change availability', 'Connector 0 is the whole charger. A running charge goes on to its end.',
        { confirm: 'Change', fields: [{ ...connectorField, value: '0' }, { name: 'type', label: 'It is to be', options: ['Operative', 'Inoperative'] }] });
      if (given) {
        await operate('ChangeAvailability', { connectorId: Number(given.connectorId), type: given.type }, 'Availability');
      }
    }

    async function reset() {
      const given = await ask('Reset the charger', 'Soft: it ends charges properly and restarts. Hard: it restarts at once.',
        { confirm: 'Reset', danger: true, fields: [{ name: 'type', label: 'How', options: ['Soft', 'Hard'] }] });
      if (given) {
        await operate('Reset', given, 'Reset');
      }
    }

    async function readKeys() {
      await operate('GetConfiguration', {}, 'Configuration');
      await loadKeys();
      draw();
    }

    async function changeKey(one) {
      const given = await ask(`Change ${one.key}`, '', { confirm: 'Change', fields: [{ name: 'value', label: 'Value', value: one.value ?? '' }] });
      if (given) {
        await operate('ChangeConfiguration', { key: one.key, value: given.value }, one.key);
        await loadKeys();
        draw();
      }
    }

    function pause() {
      paused = !paused;
      draw();
    }

    const loadKeys = async () => (keys = await app.api.get(`${path}/configuration`));
    const loadCommands = async () => (commands = await app.api.get(`${path}/commands?limit=12&order=desc`));

    async function load() {
      try {
        [charger, commands, connections] = await Promise.all([
          app.api.get(path), app.api.get(`${path}/commands?limit=12&order=desc`), app.api.get(`${path}/connections?limit=12&order=desc`)]);
        if (!keys) {
          await loadKeys();
        }
        error = null;
      } catch (failed) {
        error = failed;
      }
      draw();
    }

    async function loadFrames() {
      if (!paused && charger) {
        messages = await app.api.get(`${path}/messages?limit=30`).catch(() => messages);
        draw();
      }
    }

    const stops = [every(5_000, load), every(2_000, loadFrames)];
    draw();
    return () => stops.forEach((stop) => stop());
  },
};
