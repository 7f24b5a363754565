import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { Charger } from './charger.mjs';

const { SERVER, BACKSTAGE, CHROMIUM, ADMIN_USERNAME, ADMIN_PASSWORD, ADMIN_TOKEN, SCREENSHOTS } = process.env;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DRIVER = { username: 'anna@example.org', password: 'Charge-4-anna' };
const PATIENCE = 15_000;
const DESKTOP = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 800 };

let browser;
let chargers;
const troubles = [];

before(async () => {
  mkdirSync(SCREENSHOTS, { recursive: true });
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--lang=en-US'] });
  const { accessToken } = await post('/admin/sign-in', { username: ADMIN_USERNAME, password: ADMIN_PASSWORD });
  await post('/admin/users', { ...DRIVER, name: 'Anna', family_name: 'Ek' }, accessToken);
  await post('/admin/set-user-password', DRIVER, accessToken);
  chargers = { quiet: await Charger.at('abc114'), driven: await Charger.at('abc116'), watched: await Charger.at('abc117') };
});

after(async () => {
  Object.values(chargers ?? {}).forEach((one) => one.close());
  await browser?.close();
});

async function post(path, body, token) {
  const answer = await fetch(SERVER + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  assert.ok(answer.ok, `POST ${path}: ${answer.status}`);
  return answer.json();
}

/** A page of somebody who sits at this screen; what goes wrong in it fails the test at hand. */
async function visitor({ viewport = DESKTOP, colorScheme = 'light' } = {}) {
  const context = await browser.newContext({ viewport, colorScheme, locale: 'en-US', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (said) => said.type() === 'error' && !said.text().startsWith('Failed to load resource') && troubles.push(said.text()));
  await page.goto(SERVER);
  return page;
}

async function signIn(page, { username, password }) {
  await page.getByLabel('E-mail').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('navigation').waitFor();
}

async function operator(screen) {
  const page = await visitor(screen);
  await signIn(page, { username: ADMIN_USERNAME, password: ADMIN_PASSWORD });
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  return page;
}

async function open(page, hash) {
  await page.goto(`${SERVER}/#${hash}`);
}

async function done(page) {
  await page.context().close();
  assert.deepEqual(troubles.splice(0), [], 'what the browser complained about');
}

const isLive = (page, timeout = PATIENCE) => page.locator('.title .badge', { hasText: 'Live' }).waitFor({ timeout });
const figure = (page, label) => page.locator('.figure', { has: page.getByText(label, { exact: true }) }).locator('dd');

test('a wrong password is told, the right one leads in, signing out leads out', async () => {
  const page = await visitor();
  await page.getByLabel('E-mail').fill(ADMIN_USERNAME);
  await page.getByLabel('Password').fill('not-this-one');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('alert').getByText('Incorrect username or password').waitFor();
  await signIn(page, { username: ADMIN_USERNAME, password: ADMIN_PASSWORD });
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await done(page);
});

test('an access token leads in too, and what is none is told', async () => {
  const page = await visitor();
  await page.getByRole('button', { name: 'Sign in with a token' }).click();
  await page.getByLabel('Access token').fill('nonsense');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('alert').getByText('This is no access token').waitFor();
  await page.getByLabel('Access token').fill(ADMIN_TOKEN);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  await done(page);
});

test('whoever follows a link signs in first and then gets there', async () => {
  const page = await visitor();
  await open(page, '/chargers/100004');
  await signIn(page, { username: ADMIN_USERNAME, password: ADMIN_PASSWORD });
  await page.getByRole('heading', { name: 'Charger 100004' }).waitFor();
  await done(page);
});

test('the overview shows a charger connect as it happens', async () => {
  const page = await operator();
  await isLive(page);
  const newcomer = await Charger.at('abc118');
  await newcomer.status('Faulted');
  const news = page.getByRole('region', { name: 'Just now' });
  await news.getByText('100008').first().waitFor();
  await news.getByText('Out of order').waitFor();
  await page.getByRole('region', { name: 'Chargers by status' }).getByText('Out of order').waitFor();
  await newcomer.status('Available');
  newcomer.close();
  await news.getByText('went offline').waitFor();
  await done(page);
});

test('a session\'s curves move while it charges, and its figures are those of the charger', async () => {
  const id = await chargers.watched.start('watched');
  const page = await operator();
  await open(page, `/sessions/${id}`);
  await isLive(page);
  await chargers.watched.read(1500, 11_000, 40);
  await page.getByRole('img', { name: /^Power: 1 readings, .* now 11\.0 kW/ }).waitFor();
  await chargers.watched.read(500, 10_400, 42);
  // Curves have one point a second.
  await chargers.watched.read(500, 9_000, 43);
  await figure(page, 'Power').getByText('9.0 kW').waitFor();
  await figure(page, 'Energy').getByText('2.50 kWh').waitFor();
  await figure(page, 'State of charge').getByText('43 %').waitFor();
  await chargers.watched.stop('Local');
  await page.getByText('ended', { exact: true }).waitFor();
  await page.getByText('Local', { exact: true }).waitFor();
  await done(page);
});

test('a driver finds a charger, starts, watches, stops, and gets the receipt', async () => {
  const page = await visitor({ viewport: PHONE });
  await signIn(page, DRIVER);
  await page.getByLabel('Number on the charger, or a place').fill('100006');
  await page.getByRole('link', { name: '100006' }).click();
  await page.getByRole('button', { name: 'Charge now' }).click();
  await page.getByRole('heading', { name: 'Charging', exact: true }).waitFor();
  await chargers.driven.read(5000, 22_000, 64);
  await figure(page, 'Energy').getByText('5.00 kWh').waitFor();
  const cost = await figure(page, 'Cost so far').innerText();
  assert.match(cost, /^\d+\.\d\d kr/);
  await page.screenshot({ path: `${SCREENSHOTS}/drive-session-light-phone.png`, fullPage: true });
  await page.getByRole('button', { name: 'Stop charging' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop charging' }).click();
  await page.getByRole('heading', { name: 'Done' }).waitFor();
  const [receipt] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Receipt (PDF)' }).click()]);
  assert.match(receipt.suggestedFilename(), /^receipt-\d+\.pdf$/);
  assert.equal(readFileSync(await receipt.path(), 'latin1').slice(0, 5), '%PDF-');
  await page.getByRole('link', { name: 'My charges' }).first().click();
  await page.getByText('5.00 kWh').waitFor();
  await done(page);
});

test('a driver has a charger kept for later and gives it up again', async () => {
  const page = await visitor({ viewport: PHONE });
  await signIn(page, DRIVER);
  await open(page, '/drive/charger/100004');
  await page.getByRole('button', { name: 'Keep it for me…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
  await page.getByText('Kept for you until').waitFor();
  await page.getByRole('button', { name: 'Give it up' }).click();
  await page.getByRole('button', { name: 'Keep it for me…' }).waitFor();
  await done(page);
});

test('a driver is shown nothing of operators', async () => {
  const page = await visitor();
  await signIn(page, DRIVER);
  await open(page, '/chargers');
  await page.getByRole('heading', { name: 'Find a charger' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Quarantine' }).count(), 0);
  await done(page);
});

test('an operator has a charger do something and sees its answer and its frames', async () => {
  const page = await operator();
  await open(page, '/chargers/100004');
  await page.getByRole('button', { name: 'Reset…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
  await page.getByRole('region', { name: 'Commands' }).getByText('Reset').waitFor();
  await page.getByRole('region', { name: 'Commands' }).getByText('Accepted').first().waitFor();
  await page.getByRole('region', { name: 'Last frames' }).getByText('"type":"Soft"').first().waitFor();
  await page.getByRole('button', { name: 'Read from the charger' }).click();
  await page.getByRole('cell', { name: 'HeartbeatInterval', exact: true }).waitFor();
  await done(page);
});

test('an operator cancels a reservation', async () => {
  const { accessToken } = await post('/admin/sign-in', { username: ADMIN_USERNAME, password: ADMIN_PASSWORD });
  const { reservationID } = await post('/reservations', { connectorID: 100004, connector: 1 }, accessToken);
  const page = await operator({ viewport: PHONE });
  await open(page, '/reservations');
  await page.getByLabel('Status').selectOption('accepted');
  await page.getByRole('button', { name: `Cancel reservation ${reservationID}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel it' }).click();
  await page.getByText('Cancelled.').waitFor();
  await page.getByLabel('Status').selectOption('cancelled');
  await page.locator('.badge', { hasText: 'cancelled' }).first().waitFor();
  await done(page);
});

test('an operator is shown the newest commands of a charger, the last one first', async () => {
  const { accessToken } = await post('/admin/sign-in', { username: ADMIN_USERNAME, password: ADMIN_PASSWORD });
  for (let count = 0; count < 12; count++) {
    await post('/chargers/100004/operations/ClearCache', {}, accessToken);
  }
  await post('/chargers/100004/operations/DataTransfer', { vendorId: 'Acme' }, accessToken);
  const page = await operator();
  await open(page, '/chargers/100004');
  await page.getByRole('region', { name: 'Commands', exact: true }).getByRole('listitem').first().getByText('DataTransfer').waitFor();
  await done(page);
});

test('a record in quarantine is discarded with a reason', async () => {
  await chargers.quiet.call('StopTransaction', { transactionId: 4242, meterStop: 77, timestamp: new Date().toISOString(), reason: 'Local' });
  const page = await operator();
  await open(page, '/unmatched');
  await page.getByText('names a session nobody knows').last().waitFor();
  await page.getByRole('button', { name: /^Discard record/ }).click();
  await page.getByRole('dialog').getByLabel('Why').fill('A test charger');
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  await page.getByText('Nothing in quarantine').waitFor();
  await page.getByLabel('Show').selectOption('Resolved');
  await page.getByText('A test charger').waitFor();
  await done(page);
});

test('a page that is open survives a restart of the server and catches up', async () => {
  const id = await chargers.watched.start('watched');
  await chargers.watched.read(100, 5_000, 50);
  const page = await operator();
  await open(page, `/sessions/${id}`);
  await isLive(page);
  await figure(page, 'Energy').getByText('100 Wh').waitFor();
  await fetch(`${BACKSTAGE}/restart`, { method: 'POST' });
  await Promise.all(Object.values(chargers).map((one) => one.ready()));
  await chargers.watched.read(900, 6_000, 51);
  await isLive(page, 30_000);
  await figure(page, 'Energy').getByText('1.00 kWh').waitFor();
  await chargers.watched.read(250, 6_500, 52);
  await figure(page, 'Energy').getByText('1.25 kWh').waitFor();
  await chargers.watched.stop('Local');
  await page.getByText('ended', { exact: true }).waitFor();
  await done(page);
});

test('all of it can be reached by keyboard', async () => {
  const page = await visitor();
  await page.locator('input[name=username]:focus').waitFor();
  await page.keyboard.type(ADMIN_USERNAME);
  await page.keyboard.press('Tab');
  await page.keyboard.type(ADMIN_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  await tabTo(page, 'Chargers');
  await page.keyboard.press('Enter');
  await page.getByRole('cell', { name: 'abc114', exact: true }).waitFor();
  await tabTo(page, '100004');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Charger 100004' }).waitFor();
  await tabTo(page, 'Reset…');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Reset the charger' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await done(page);
});

/** As somebody without a mouse: each stop shows where it is. */
async function tabTo(page, name) {
  for (let stops = 0; stops < 60; stops++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      return { name: one.innerText?.trim(), outline: getComputedStyle(one).outlineStyle };
    });
    if (at.name === name) {
      assert.notEqual(at.outline, 'none', `${name} shows that it has the focus`);
      return;
    }
  }
  assert.fail(`${name} cannot be reached by keyboard`);
}

const PAGES = [
  ['overview', '/', 'Chargers by status'],
  ['map', '/map', 'Charge points'],
  ['chargers', '/chargers', '100004'],
  ['charger', '/chargers/100004', 'Last frames'],
  ['sessions', '/sessions', '100006'],
  ['reservations', '/reservations', '100006'],
  ['id-tags', '/id-tags', 'Add a tag…'],
  ['quarantine', '/unmatched', 'Nothing in quarantine'],
  ['drive', '/drive', 'Free now'],
  ['drive-charger', '/drive/charger/100004', 'Charge now'],
  ['drive-history', '/drive/history', 'Invoices'],
];

for (const [colorScheme, viewport, screen] of [['light', DESKTOP, 'desktop'], ['dark', PHONE, 'phone']]) {
  test(`every page is accessible, and kept as a picture: ${colorScheme}, ${screen}`, async () => {
    const id = await chargers.watched.start('watched');
    await chargers.watched.read(1500, 11_000, 40);
    const signedOut = await visitor({ viewport, colorScheme });
    await look(signedOut, 'sign-in', 'Sign in', colorScheme, screen);
    await done(signedOut);
    const page = await operator({ viewport, colorScheme });
    for (const [name, hash, sign] of [...PAGES, ['session', `/sessions/${id}`, 'Facts'], ['missing', '/nowhere', 'There is no such page']]) {
      await open(page, hash);
      await look(page, name, sign, colorScheme, screen);
    }
    await chargers.watched.stop('Local');
    await done(page);
  });
}

async function look(page, name, sign, colorScheme, screen) {
  await page.getByRole('main').getByText(sign).first().waitFor();
  await page.waitForFunction(() => !document.querySelector('.loading'));
  await page.screenshot({ path: `${SCREENSHOTS}/${name}-${colorScheme}-${screen}.png`, fullPage: screen === 'phone' });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(overflow <= 0, `${name} is ${overflow} pixels wider than the screen`);
  // The page's own policy lets no script in that it did not bring.
  const found = await page.evaluate(`${AXE}; axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })`);
  assert.ok(found.passes.length > 10, `${name}: axe looked at next to nothing`);
  const faults = found.violations
    .filter((one) => ['serious', 'critical'].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.html).slice(0, 3).join(' | ')}`);
  assert.deepEqual(faults, [], `${name}, ${colorScheme}, ${screen}`);
}
