package com.flexicharge.load.work;

import com.flexicharge.load.wire.Listener;
import com.flexicharge.load.wire.Received;
import com.flexicharge.load.wire.Wire;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** An OCPP 1.6J charger that says its script, one call at a time; on its group's loop. */
public final class LoadCharger implements Listener {
    /** Turns that may wait for their answers; a server that is further behind than this is not keeping up. */
    private static final int MOST_TURNS_WAITING = 1_000;

    private static final long WH_A_READING = 100;

    private final ChargerGroup group;
    private final int number;
    private final Deque<Long> turns = new ArrayDeque<>();
    private @Nullable Wire wire;
    private @Nullable Kind asked;
    private long askedNanos;
    private long calls;
    private int said;
    private int saidAgain;
    private long transactionID;
    private long meterStart;
    private long meterWh;
    private final long[] sentNanos = new long[64];
    private long lastMillis;

    LoadCharger(ChargerGroup group, int number) {
        this.group = group;
        this.number = number;
        this.meterWh = 1_000L * number;
    }

    int number() {
        return number;
    }

    String idTag() {
        return group.idTag(number);
    }

    /** In this session. */
    long chargedWh() {
        return meterWh - meterStart;
    }

    /** When the reading of so much energy went out, if it is one of the latest. */
    long sentNanos(long chargedWh) {
        return sentNanos[place(chargedWh)];
    }

    private int place(long chargedWh) {
        return (int) (chargedWh / WH_A_READING) % sentNanos.length;
    }

    long transactionID() {
        return transactionID;
    }

    long meterWh() {
        return meterWh;
    }

    /** Has connected, and all it says first is answered. */
    boolean hasArrived() {
        return wire != null && said == group.script().first().size();
    }

    /** Between two rounds of its script, with nothing to wait for. */
    boolean isAtRest() {
        return asked == null && saidAgain == 0;
    }

    /** Goes on to the end of its round, which an open loop may have left in the middle. */
    void finish() {
        turns.clear();
        if (hasArrived() && saidAgain > 0) {
            goOn();
        }
    }

    void connect() {
        group.open(number, this);
    }

    void drop() {
        if (wire != null) {
            var open = wire;
            wire = null;
            open.drop();
        }
    }

    /**
     * Its turn to say the next thing.
     *
     * @param nanos when that was meant to be: what it has to wait for counts as latency
     */
    void turn(long nanos) {
        if (asked == null && hasArrived()) {
            say(next(), nanos);
        } else if (turns.size() < MOST_TURNS_WAITING) {
            turns.add(nanos);
        } else {
            group.recorder().problem("a message was not sent, a thousand before it are not answered");
        }
    }

    @Override
    public void opened(Wire opened) {
        wire = opened;
        said = 0;
        arrive();
    }

    private void arrive() {
        if (said < group.script().first().size()) {
            say(group.script().first().get(said), System.nanoTime());
        } else {
            group.arrived();
            goOn();
        }
    }

    private Kind next() {
        return group.script().again().get(saidAgain);
    }

    private void goOn() {
        if (asked != null || group.script().again().isEmpty()) {
            return;
        }
        var turn = turns.poll();
        if (turn != null) {
            say(next(), turn);
        } else if (group.isAtOnce() || (group.isEnding() && saidAgain > 0)) {
            say(next(), System.nanoTime());
        }
    }

    private void say(Kind kind, long sinceNanos) {
        var open = wire;
        if (open == null) {
            return;
        }
        if (kind == Kind.START) {
            meterStart = meterWh;
        }
        if (kind == Kind.METER || kind == Kind.STOP) {
            meterWh += WH_A_READING;
        }
        asked = kind;
        askedNanos = sinceNanos;
        var frame = open.frame();
        kind.write(frame, this, ++calls, time());
        sentNanos[place(chargedWh())] = System.nanoTime();
        open.send();
    }

    /** No instant twice, or one reading could not be told from the next. */
    private String time() {
        lastMillis = Math.max(group.millis(), lastMillis + 1);
        return Instant.ofEpochMilli(lastMillis).toString();
    }

    @Override
    public void received(Wire from, Received message) {
        switch (message.type()) {
            case 2 -> answer(from, message);
            case 3 -> answered(message);
            default -> {
                group.recorder().problem("was answered with the error " + message.quoted(1));
                forget();
            }
        }
    }

    private void answered(Received message) {
        var kind = asked;
        if (kind == null) {
            group.recorder().problem("got an answer to nothing");
            return;
        }
        group.recorder().answered(kind.action(), System.nanoTime() - askedNanos);
        asked = null;
        note(kind, message);
        if (hasArrived()) {
            saidAgain = (saidAgain + 1) % group.script().again().size();
            goOn();
        } else {
            said++;
            arrive();
        }
    }

    private void note(Kind kind, Received message) {
        if (kind == Kind.START) {
            transactionID = message.number("\"transactionId\"");
            if (!message.holds("Accepted")) {
                group.recorder().problem("a start was answered " + message.member("\"status\""));
            }
            group.ledger().started(transactionID, number, meterWh);
        } else if (kind == Kind.METER) {
            group.ledger().read(transactionID);
        } else if (kind == Kind.STOP) {
            group.ledger().stopped(transactionID, meterWh);
        } else if (kind == Kind.BOOT && !message.holds("Accepted")) {
            group.recorder().problem("a boot was answered " + message.member("\"status\""));
        }
    }

    /** After an answer that says no; the session that it may belong to is given up. */
    private void forget() {
        asked = null;
        saidAgain = 0;
        if (said < group.script().first().size()) {
            said++;
            arrive();
        } else {
            goOn();
        }
    }

    /** What a server asks of its own accord; any charger may say that it does not do that. */
    private void answer(Wire from, Received call) {
        var id = call.quoted(0);
        var action = call.quoted(1);
        var frame = from.frame();
        if (action.equals("GetConfiguration")) {
            frame.add("[3,\"").add(id).add("\",{\"configurationKey\":[]}]");
        } else {
            frame.add("[4,\"").add(id).add("\",\"NotSupported\",\"\",{}]");
        }
        from.send();
    }

    @Override
    public void closed(Wire gone, String why) {
        if (wire != null && wire != gone) {
            return;
        }
        var expected = wire == null && why.equals("dropped");
        wire = null;
        asked = null;
        turns.clear();
        if (!expected) {
            group.lost(this, why);
        }
    }
}
