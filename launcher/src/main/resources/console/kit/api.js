// The HTTP API. Answers are parsed JSON; whatever goes wrong is an ApiError with a message for people.

import { session } from './session.js';

const DEADLINE_MS = 15_000;
/** Answers that came with an ETag, so that asking again costs little; the oldest goes. */
const MOST_KEPT = 100;
const kept = new Map();

export class ApiError extends Error {
  constructor(status, code, message, errors = [], body = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.body = body;
  }
}

let onUnauthorized = () => {};

export function whenSignedOut(handler) {
  onUnauthorized = handler;
}

export function headers() {
  return session.current ? { Authorization: `Bearer ${session.current.token}` } : {};
}

async function send(method, path, body, options = {}) {
  const known = method === 'GET' ? kept.get(key(path)) : undefined;
  const request = {
    method,
    headers: { Accept: 'application/json', ...headers() },
    signal: AbortSignal.timeout(options.deadline ?? DEADLINE_MS),
    cache: 'no-store',
  };
  if (body !== undefined) {
    request.headers['Content-Type'] = 'application/json';
    request.body = JSON.stringify(body);
  }
  if (known) {
    request.headers['If-None-Match'] = known.tag;
  }
  let response;
  try {
    response = await fetch(path, request);
  } catch (failure) {
    throw new ApiError(0, 'noAnswer', failure.name === 'TimeoutError'
      ? 'The server did not answer in time.'
      : 'The server cannot be reached. Check the connection; this page tries again by itself.');
  }
  if (response.status === 304 && known) {
    return known.answer;
  }
  const answer = { body: await parsed(response), next: nextCursor(response) };
  if (!response.ok) {
    throw failure(response, answer.body);
  }
  keep(method, path, response, answer);
  return answer;
}

async function parsed(response) {
  const text = await response.text();
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function failure(response, body) {
  if (response.status === 401 && session.current) {
    onUnauthorized();
  }
  return new ApiError(response.status, body?.code ?? 'unknown', body?.message ?? `The server answered ${response.status}.`,
    body?.errors ?? [], body ?? {});
}

function nextCursor(response) {
  const link = response.headers.get('Link')?.match(/<([^>]+)>; rel="next"/);
  return link ? link[1] : null;
}

function keep(method, path, response, answer) {
  const tag = response.headers.get('ETag');
  if (method === 'GET' && tag) {
    kept.delete(key(path));
    kept.set(key(path), { tag, answer });
    if (kept.size > MOST_KEPT) {
      kept.delete(kept.keys().next().value);
    }
  }
}

/** What one person was told is not another's. */
function key(path) {
  return `${session.current?.userID ?? ''} ${path}`;
}

export const api = {
  get: async (path, options) => (await send('GET', path, undefined, options)).body,
  /** {body, next}: next is the path of the following page, or null */
  page: (path) => send('GET', path),
  post: async (path, body = {}, options) => (await send('POST', path, body, options)).body,
  put: async (path, body = {}, options) => (await send('PUT', path, body, options)).body,
  delete: async (path) => (await send('DELETE', path)).body,
};

/** A file that needs the token, saved under this name. */
export async function download(path, name) {
  const response = await fetch(path, { headers: headers(), signal: AbortSignal.timeout(60_000) });
  if (!response.ok) {
    throw failure(response, await parsed(response));
  }
  const url = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
