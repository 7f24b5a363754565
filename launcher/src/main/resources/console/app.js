// The console: who is signed in, where one can go, and the page that is open.

import { api, whenSignedOut } from './kit/api.js';
import { live } from './kit/live.js';
import { match } from './kit/router.js';
import { session } from './kit/session.js';
import { empty, html, nothing, render, toast } from './kit/ui.js';
import signIn from './view/sign-in.js';
import overview from './view/overview.js';
import map from './view/map.js';
import chargers from './view/chargers.js';
import charger from './view/charger.js';
import sessions from './view/sessions.js';
import oneSession from './view/session.js';
import reservations from './view/reservations.js';
import idTags from './view/id-tags.js';
import unmatched from './view/unmatched.js';
import { driveRoutes, driveMenu } from './view/drive/index.js';

const routes = [
  ['sign-in', { ...signIn, access: 'open' }],
  ['', { ...overview, access: 'admin' }],
  ['map', { ...map, access: 'admin' }],
  ['chargers', { ...chargers, access: 'admin' }],
  ['chargers/:connectorID', { ...charger, access: 'admin' }],
  ['sessions', { ...sessions, access: 'admin' }],
  ['sessions/:transactionID', { ...oneSession, access: 'admin' }],
  ['reservations', { ...reservations, access: 'admin' }],
  ['id-tags', { ...idTags, access: 'admin' }],
  ['unmatched', { ...unmatched, access: 'admin' }],
  ...driveRoutes,
];

const operatorMenu = [
  ['#/', 'Overview'],
  ['#/map', 'Map'],
  ['#/chargers', 'Chargers'],
  ['#/sessions', 'Sessions'],
  ['#/reservations', 'Reservations'],
  ['#/id-tags', 'Id tags'],
  ['#/unmatched', 'Quarantine'],
];

const missing = {
  title: 'Not found',
  mount(place) {
    render(empty('There is no such page', 'The address leads nowhere.', html`<a class="button" href="#/">To the start</a>`), place);
  },
};

const root = document.getElementById('app');
const THEMES = { auto: 'light', light: 'dark', dark: 'auto' };
let theme = localStorage.getItem('flexicharge.theme') ?? 'auto';
let unmount = null;

const app = {
  api,
  live,
  session,
  toast,
  go(hash) {
    location.hash = hash.replace(/^#/, '');
  },
  /** To sign in, and back to here. */
  signIn() {
    const here = location.hash && !location.hash.startsWith('#/sign-in') ? location.hash.slice(1) : '';
    location.hash = here ? `/sign-in?then=${encodeURIComponent(here)}` : '/sign-in';
  },
  home: () => (session.isAdmin ? '/' : '/drive'),
};

function menu() {
  return session.isAdmin ? [...operatorMenu, ['#/drive', 'Drive']] : driveMenu;
}

function isHere(href) {
  const here = location.hash || '#/';
  return href === '#/' || href === '#/drive' ? here === href : here === href || here.startsWith(`${href}/`);
}

function frame() {
  const who = session.current;
  render(html`
    <a class="skip" href="#content" @click=${skip}>To the content</a>
    <header class="top">
      <a class="brand" href=${`#${app.home()}`}><img src="/console/icon.svg" alt="" width="28" height="28">FlexiCharge</a>
      ${who ? html`
        <nav aria-label="Main">
          <ul>${menu().map(([href, title]) => html`
            <li><a href=${href} aria-current=${isHere(href) ? 'page' : 'false'}>${title}</a></li>`)}</ul>
        </nav>` : nothing}
      <div class="who">
        <button type="button" class="plain small" @click=${nextTheme} aria-label=${`Colours: ${theme}`}>${
          theme === 'dark' ? '☾' : theme === 'light' ? '☀' : '◐'}</button>
        ${who ? html`<span class="name">${who.name}</span>
          <button type="button" class="plain small" @click=${signOut}>Sign out</button>` : nothing}
      </div>
    </header>
    <main id="content" tabindex="-1"></main>`, root);
  showHere();
}

/** On a phone the menu is wider than the screen: where one is comes into sight, without moving the page. */
function showHere() {
  const here = root.querySelector('nav [aria-current=page]');
  const list = here?.closest('ul');
  if (list) {
    list.scrollLeft = here.offsetLeft - list.offsetLeft - (list.clientWidth - here.offsetWidth) / 2;
  }
}

/** The address is the page's own: a link into the page would change it. */
function skip(event) {
  event.preventDefault();
  document.getElementById('content').focus();
}

function nextTheme() {
  theme = THEMES[theme];
  localStorage.setItem('flexicharge.theme', theme);
  applyTheme();
  frame();
}

function applyTheme() {
  document.documentElement.dataset.theme = theme;
  document.dispatchEvent(new Event('themechange'));
}

function signOut() {
  session.end();
  location.hash = '/sign-in';
}

function open() {
  const found = match(routes, location.hash);
  const view = found?.view ?? missing;
  if (view.access && view.access !== 'open' && !session.current) {
    app.signIn();
    return;
  }
  if (view.access === 'admin' && !session.isAdmin) {
    location.hash = '/drive';
    return;
  }
  close();
  frame();
  document.title = `${view.title} · FlexiCharge`;
  const place = document.createElement('div');
  place.className = `page ${view.wide ? 'wide' : ''}`;
  const content = document.getElementById('content');
  content.replaceChildren(place);
  content.focus({ preventScroll: true });
  scrollTo(0, 0);
  unmount = view.mount(place, found?.params ?? {}, app) ?? null;
}

function close() {
  const before = unmount;
  unmount = null;
  before?.();
}

whenSignedOut(() => {
  session.end();
  toast('Your sign-in has run out. Sign in again.', 'warn');
  app.signIn();
});
addEventListener('hashchange', open);
applyTheme();
open();
