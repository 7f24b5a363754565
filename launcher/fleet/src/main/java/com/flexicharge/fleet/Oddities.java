package com.flexicharge.fleet;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Stops that cannot be booked, sent behind one in eight real ones. */
final class Oddities {
    /** Nobody charges under it. */
    private static final String NOBODY = "\"idTag\":\"NOBODY\",";

    private final RandomGenerator random;
    private final Neighbours neighbours;
    private final ChargerHistory history;

    Oddities(RandomGenerator random, Neighbours neighbours, ChargerHistory history) {
        this.random = random;
        this.neighbours = neighbours;
        this.history = history;
    }

    Optional<Message> behind(Charge charge, String now) {
        var oddities = Oddity.values();
        return random.nextInt(8) == 0 ? stop(oddities[random.nextInt(oddities.length)], charge, now) : Optional.empty();
    }

    private Optional<Message> stop(Oddity oddity, Charge charge, String now) {
        return switch (oddity) {
            case SECOND_STOP ->
                Optional.of(message(oddity, () -> payload(NOBODY, charge.meterStop + 7, now, charge.transactionID())));
            case UNKNOWN_TRANSACTION -> {
                var unknown = List.of(-1, 0, Integer.MAX_VALUE).get(random.nextInt(3));
                yield Optional.of(message(oddity, () -> payload(NOBODY, charge.meterStop, now, unknown)));
            }
            case FOREIGN_TRANSACTION ->
                neighbours
                        .transactionOfAnother(history.serial, random)
                        .map(foreign -> message(oddity, () -> payload("", charge.meterStop, now, foreign)));
            case BAD_FORM ->
                Optional.of(message(
                        oddity,
                        () -> "{\"timestamp\":\"" + now + "\",\"transactionId\":" + charge.transactionID() + "}"));
        };
    }

    private static String payload(String tag, long meterStop, String now, int transactionID) {
        return "{" + tag + "\"meterStop\":" + meterStop + ",\"timestamp\":\"" + now + "\",\"transactionId\":"
                + transactionID + "}";
    }

    private Message message(Oddity oddity, Supplier<String> payload) {
        var aside = new Aside(history.serial, oddity, payload);
        return new Message(
                "StopTransaction",
                () -> {
                    history.asides.add(aside);
                    return aside.payload();
                },
                answer -> aside.answered = true,
                code -> {
                    aside.answered = true;
                    if (oddity != Oddity.BAD_FORM) {
                        history.refusedStorable("StopTransaction", code);
                    }
                });
    }
}
