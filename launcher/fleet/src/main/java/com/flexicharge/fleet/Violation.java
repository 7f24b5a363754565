package com.flexicharge.fleet;

/** A promise that was not kept, with all one needs to look for the reason. */
public record Violation(Promised promise, String what) {
    /** What is promised, whatever fails. */
    public enum Promised {
        ACKNOWLEDGED_IS_STORED(1),
        ONE_SESSION_ONE_ROW(2),
        NOTHING_DROPPED(3),
        ONE_CALL_AT_A_TIME(4),
        ONE_OWNER(5),
        OWN_THINGS_ONLY(6);

        private final int number;

        Promised(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    @Override
    public String toString() {
        return "promise " + promise.number() + " (" + promise + "): " + what;
    }
}
