package com.flexicharge.load.work;

import static com.flexicharge.load.work.Kind.AVAILABLE;
import static com.flexicharge.load.work.Kind.BOOT;
import static com.flexicharge.load.work.Kind.CHARGING;
import static com.flexicharge.load.work.Kind.FINISHING;
import static com.flexicharge.load.work.Kind.HEARTBEAT;
import static com.flexicharge.load.work.Kind.METER;
import static com.flexicharge.load.work.Kind.PREPARING;
import static com.flexicharge.load.work.Kind.SECOND_AVAILABLE;
import static com.flexicharge.load.work.Kind.START;
import static com.flexicharge.load.work.Kind.STOP;

import java.util.List;

/**
 * What a charger says.
 *
 * @param first once, each time it has connected, each as soon as the one before is answered
 * @param again over and over, when the pace of the work allows; no session is open where it begins
 */
public record Script(List<Kind> first, List<Kind> again) {
    private static final List<Kind> ARRIVAL = List.of(BOOT, AVAILABLE);

    /** Charging and nothing else. */
    public static final Script SESSIONS = new Script(ARRIVAL, List.of(START, METER, METER, METER, METER, METER, STOP));

    /** Of twenty messages eight readings, six heartbeats, four statuses, one start, one stop. */
    public static final Script MIXED = new Script(
            ARRIVAL,
            List.of(
                    HEARTBEAT, HEARTBEAT, PREPARING, START, CHARGING, METER, HEARTBEAT, METER, METER, HEARTBEAT, METER,
                    METER, HEARTBEAT, METER, METER, METER, STOP, FINISHING, AVAILABLE, HEARTBEAT));

    /** Comes, says how its two connectors are, and is silent. */
    public static final Script ARRIVALS = new Script(List.of(BOOT, AVAILABLE, SECOND_AVAILABLE), List.of());

    /** Comes, and is silent. */
    public static final Script BOOTS = new Script(List.of(BOOT), List.of());

    /** One session that does not end. */
    public static final Script READINGS = new Script(List.of(BOOT, AVAILABLE, START), List.of(METER));

    public static final Script HEARTBEATS = new Script(ARRIVAL, List.of(HEARTBEAT));
}
