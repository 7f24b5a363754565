package com.flexicharge.ocpp.socket;

import com.flexicharge.ocpp.frame.Deviation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Notices how a FlexiCharge charger uses message ids: one for everything, or ours for its own CALLs. */
final class UidHabits {
    /** A start or stop comes right after the call it takes its id from. */
    private static final int REMEMBERED = 8;

    private final Deque<String> ours = new ArrayDeque<>();
    private String latest = "";

    /** What the id of a CALL shows. */
    List<Deviation> received(String id) {
        var isLatest = id.equals(latest);
        latest = id;
        if (ours.contains(id)) {
            return List.of(Deviation.REUSED_UID);
        }
        return isLatest ? List.of(Deviation.CONSTANT_UID) : List.of();
    }

    void sent(String id) {
        if (ours.size() == REMEMBERED) {
            ours.removeFirst();
        }
        ours.addLast(id);
    }
}
