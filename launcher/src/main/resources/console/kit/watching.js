// A session that somebody watches: its figures come by the stream, and by asking where no stream gets through.

import { api } from './api.js';
import { curves } from './curves.js';
import { live } from './live.js';
import { every } from './ui.js';

const OVER = ['ended', 'cancelled', 'expired', 'failed'];
/** While the stream is live, only the clock on the page moves by this. */
const LOOK_MS = 10_000;

/**
 * @param plots   where its curves are drawn, as soon as it has begun
 * @param changed called whenever something of it is new
 * @returns {session, error, isLive, isOver, load(), close()}
 */
export function watching(transactionID, plots, changed) {
  let stream = { close() {} };
  let closed = false;
  plots.hidden = true;
  const drawn = curves(plots);
  const watched = {
    session: null,
    error: null,
    isLive: false,
    get isOver() {
      return OVER.includes(this.session?.state);
    },
    async load() {
      try {
        watched.session = await api.get(`/transactions/${transactionID}`);
        watched.error = null;
      } catch (failed) {
        watched.error = failed;
      }
      tell();
    },
    close() {
      closed = true;
      stream.close();
      stopLooking();
      drawn.close();
    },
  };

  function tell() {
    if (!closed) {
      plots.hidden = !watched.session?.startTimestamp;
      changed();
    }
  }

  function merge(change) {
    watched.session = { ...watched.session, ...change };
    tell();
    if (change.readingAt) {
      drawn.add(change.readingAt, watched.session);
    }
  }

  const history = () => drawn.history(watched.session).catch(() => {});

  async function begin() {
    await watched.load();
    if (watched.session) {
      await history();
    }
    if (!watched.session || closed || watched.isOver) {
      return;
    }
    stream = live.transaction(transactionID, {
      connection(now) {
        watched.isLive = now === 'live';
        tell();
      },
      snapshot: merge,
      reading: merge,
      state: merge,
      end(now) {
        merge(now);
        watched.load().then(history);
      },
    });
  }

  const stopLooking = every(LOOK_MS, async () => {
    if (watched.session && !watched.isOver && !watched.isLive) {
      await watched.load();
    } else if (watched.session) {
      tell();
    }
  });
  begin();
  return watched;
}
