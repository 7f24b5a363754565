package com.flexicharge.load.work;

import com.flexicharge.load.wire.Listener;
import com.flexicharge.load.wire.Received;
import com.flexicharge.load.wire.Wire;

/** A person's socket, on the loop of the charger whose readings it gets; so both times are read off one clock. */
final class Watcher implements Listener {
    private final LoadCharger charger;
    private final Recorder recorder;
    private final Runnable opened;
    private long frames;
    private long last;

    Watcher(LoadCharger charger, Recorder recorder, Runnable opened) {
        this.charger = charger;
        this.recorder = recorder;
        this.opened = opened;
    }

    /** Readings that came. */
    long frames() {
        return frames;
    }

    @Override
    public void opened(Wire wire) {
        opened.run();
    }

    @Override
    public void received(Wire wire, Received message) {
        if (!message.quoted(1).equals("MeterValues")) {
            return;
        }
        frames++;
        var chargedWh = message.number("\"chargedSoFar\":{\"value\"");
        if (chargedWh > last) {
            last = chargedWh;
            recorder.answered("reading at its user", System.nanoTime() - charger.sentNanos(chargedWh));
        } else {
            recorder.problem("a user got a reading that is not newer than the one before");
        }
    }

    @Override
    public void closed(Wire wire, String why) {
        recorder.problem("a user's socket was " + why);
    }
}
