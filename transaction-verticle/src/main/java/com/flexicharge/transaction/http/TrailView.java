package com.flexicharge.transaction.http;

import com.flexicharge.shared.contract.transaction.UserSessions.TrailEntry;
import java.time.Instant;

/** Who changed what about a session, and when. */
record TrailView(long id, Instant at, String actor, String what, Object before, Object after) {
    static TrailView of(TrailEntry entry) {
        return new TrailView(
                entry.id(),
                entry.at(),
                entry.actor(),
                entry.what(),
                SentText.shown(entry.before()),
                SentText.shown(entry.after()));
    }
}
