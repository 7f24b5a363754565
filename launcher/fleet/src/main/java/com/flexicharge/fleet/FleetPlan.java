package com.flexicharge.fleet;

/**
 * What a fleet is and does, as far as the fleet decides it: the same plan draws the same tempers, charges and oddities.
 *
 * @param name     its chargers' serials are this with {@code -1}, {@code -2} … behind it; at most 30 characters, and no other fleet's
 * @param chargers at least 1
 * @param oddities whether some charges bring messages that cannot be booked: a second stop, a stop nobody can place, another's
 *                 transaction, a malformed stop
 */
public record FleetPlan(long seed, String name, int chargers, Tempo tempo, boolean oddities) {
    public FleetPlan(long seed, String name, int chargers) {
        this(seed, name, chargers, Tempo.HASTE, true);
    }

    public FleetPlan {
        if (chargers < 1 || name.isEmpty() || name.length() > 30) {
            throw new IllegalArgumentException("A fleet has 1 charger or more and a name of 1 to 30 characters");
        }
    }

    String serial(int number) {
        return name + "-" + number;
    }
}
