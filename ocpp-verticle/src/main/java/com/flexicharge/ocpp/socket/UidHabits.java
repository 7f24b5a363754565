package com.flexicharge.ocpp.socket;

import com.flexicharge.ocpp.OcppMeters;
import com.flexicharge.ocpp.frame.Deviation;
import java.util.ArrayDeque;
import java.util.Deque;

/** Notices how a FlexiCharge charger uses message ids: one for everything, or ours for its own CALLs. Counted, nothing else. */
final class UidHabits {
    /** A start or stop comes right after the call it takes its id from. */
    private static final int REMEMBERED = 8;

    private final OcppMeters meters;
    private final Deque<String> ours = new ArrayDeque<>();
    private String latest = "";

    UidHabits(OcppMeters meters) {
        this.meters = meters;
    }

    void received(String id) {
        if (ours.contains(id)) {
            meters.deviated(Deviation.REUSED_UID);
        } else if (id.equals(latest)) {
            meters.deviated(Deviation.CONSTANT_UID);
        }
        latest = id;
    }

    void sent(String id) {
        if (ours.size() == REMEMBERED) {
            ours.removeFirst();
        }
        ours.addLast(id);
    }
}
