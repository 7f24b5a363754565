// Streams of events. Read with fetch, because EventSource cannot send the token in a header.

import { headers } from './api.js';
import { parser } from './sse.js';

/** The server says something every 15 s. */
const SILENCE_MS = 40_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/**
 * @param handlers by event name, called with (data, id); and {@code connection('live' | 'reconnecting' | 'ended' | 'refused')}
 * @returns {close()}
 */
export function stream(path, handlers) {
  let last = '';
  let pause = FIRST_PAUSE_MS;
  let closed = false;
  let abort = new AbortController();
  let timer;

  const tell = (state) => closed || handlers.connection?.(state);

  async function run() {
    while (!closed) {
      abort = new AbortController();
      const over = await read().catch(() => false);
      if (closed) {
        return;
      }
      if (over) {
        tell(over);
        return;
      }
      tell('reconnecting');
      await new Promise((resolve) => (timer = setTimeout(resolve, pause * (0.5 + Math.random() / 2))));
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  }

  /** 'ended' or 'refused' when there is nothing to come back for */
  async function read() {
    const guard = silence();
    try {
      const response = await fetch(path, {
        headers: { Accept: 'text/event-stream', ...headers(), ...(last ? { 'Last-Event-ID': last } : {}) },
        signal: abort.signal,
        cache: 'no-store',
      });
      if (response.status === 204) {
        return 'ended';
      }
      if (!response.ok) {
        return response.status >= 500 || response.status === 429 ? false : 'refused';
      }
      pause = FIRST_PAUSE_MS;
      tell('live');
      return await events(response.body, guard);
    } finally {
      guard.end();
    }
  }

  async function events(body, guard) {
    let ended = false;
    const feed = parser((event) => {
      if (event.data === undefined) {
        return;
      }
      last = event.id;
      ended ||= event.event === 'end';
      if (!closed) {
        handlers[event.event]?.(JSON.parse(event.data), event.id);
      }
    });
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return ended ? 'ended' : false;
      }
      guard.heard();
      feed(value);
    }
  }

  function silence() {
    const begin = () => setTimeout(() => abort.abort(), SILENCE_MS);
    let waiting = begin();
    return {
      heard() {
        clearTimeout(waiting);
        waiting = begin();
      },
      end: () => clearTimeout(waiting),
    };
  }

  run();
  return {
    close() {
      closed = true;
      clearTimeout(timer);
      abort.abort();
    },
  };
}

export const live = {
  transaction: (id, handlers) => stream(`/transactions/${id}/live`, handlers),
  fleet: (handlers) => stream('/live', handlers),
};
