package com.flexicharge.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flexicharge.fleet.Violation.Promised;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds what a settled fleet sent and was told against what the database holds. Whatever was acknowledged must be there, once, under its own
 * charge; what was not acknowledged may be there.
 */
public final class Checker {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Start(String serial, int connector, long meterStart, String raw) {
        static Start of(Charge charge) {
            return new Start(charge.serial, charge.connector, charge.meterStart, charge.startRaw);
        }

        static Start of(Books.Session session) {
            return new Start(
                    session.serial(), session.connector(), session.meterStart(), String.valueOf(session.startRaw()));
        }
    }

    private record Taken(int transactionID, String serial, String raw) {}

    private record Stop(String serial, JsonNode payload) {}

    private final History history;
    private final Books books;
    private final Map<Integer, Books.Session> byID;
    private final Map<Start, List<Books.Session>> byStart;
    private final Map<Taken, Integer> readings = new HashMap<>();
    private final Set<Stop> stopsPutAside = new HashSet<>();
    private final List<Violation> violations = new ArrayList<>();

    private Checker(History history, Books books) {
        this.history = history;
        this.books = books;
        byID = books.sessions().stream().collect(Collectors.toMap(Books.Session::transactionID, Function.identity()));
        byStart = books.sessions().stream().collect(Collectors.groupingBy(Start::of));
        books.readings()
                .forEach(reading -> readings.merge(
                        new Taken(reading.transactionID(), reading.serial(), reading.raw()), 1, Integer::sum));
        books.putAside().stream()
                .filter(aside -> aside.kind().equals("StopTransaction"))
                .forEach(aside -> stopsPutAside.add(new Stop(aside.serial(), json(aside.payload()))));
    }

    /** @param history of a fleet that has settled; the books are read after that, and hold this fleet alone */
    public static Verdict check(History history, Books books) {
        var checker = new Checker(history, books);
        checker.check();
        return new Verdict(checker.violations, checker.counts());
    }

    private void check() {
        history.chargers().forEach(this::ofCharger);
        rowsOfNobody();
        violations.addAll(history.deeds().violations());
        history.deeds().orders().forEach(this::ordered);
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>(history.counts());
        counts.put("rows", (long) books.sessions().size());
        counts.put("rows put aside", (long) books.putAside().size());
        counts.put("rows of readings", (long) books.readings().size());
        return counts;
    }

    private void ofCharger(ChargerHistory charger) {
        violations.addAll(charger.violations);
        for (var charge : charger.charges) {
            started(charge);
            stopped(charge);
            charge.readings.stream().filter(reading -> reading.acknowledged).forEach(reading -> taken(charge, reading));
        }
        charger.asides.stream().filter(aside -> aside.answered).forEach(this::putAside);
        registered(charger);
    }

    private void started(Charge charge) {
        if (charge.transactionIDs.size() > 1) {
            violated(Promised.ONE_SESSION_ONE_ROW, "one start got several numbers: " + charge);
        }
        var rows = byStart.getOrDefault(Start.of(charge), List.of());
        if (rows.size() > 1) {
            violated(Promised.ONE_SESSION_ONE_ROW, rows.size() + " rows for " + charge + ": " + rows);
        }
        for (var id : charge.transactionIDs) {
            var row = Optional.ofNullable(byID.get(id));
            if (row.isEmpty()) {
                violated(Promised.ACKNOWLEDGED_IS_STORED, "no row " + id + " for " + charge);
            } else if (!rows.contains(row.get())) {
                violated(Promised.ONE_SESSION_ONE_ROW, "row " + row.get() + " was given to " + charge);
            }
        }
    }

    private void stopped(Charge charge) {
        if (charge.stopsAcknowledged == 0) {
            return;
        }
        var row = byStart.getOrDefault(Start.of(charge), List.of()).stream()
                .filter(session -> isEndOf(charge, session))
                .findFirst();
        if (row.isPresent()) {
            if (row.get().energyWh() != charge.meterStop - charge.meterStart) {
                violated(Promised.ACKNOWLEDGED_IS_STORED, "wrong energy in " + row.get() + " of " + charge);
            }
        } else if (!isPutAside(charge)) {
            violated(Promised.ACKNOWLEDGED_IS_STORED, "the stop is nowhere of " + charge);
        } else if (charge.isKnown()) {
            violated(Promised.NOTHING_DROPPED, "the stop could be booked and was put aside of " + charge);
        }
    }

    private static boolean isEndOf(Charge charge, Books.Session session) {
        return session.state().equals("ended")
                && session.meterStop() != null
                && session.meterStop() == charge.meterStop
                && String.valueOf(charge.stopRaw).equals(session.stopRaw());
    }

    private boolean isPutAside(Charge charge) {
        return stopsPutAside.stream()
                .filter(stop -> stop.serial().equals(charge.serial))
                .anyMatch(stop -> stop.payload().path("meterStop").asLong() == charge.meterStop
                        && stop.payload().path("timestamp").asText().equals(charge.stopRaw)
                        && stop.payload().path("idTag").asText().equals(charge.idTag));
    }

    private void taken(Charge charge, Charge.Reading reading) {
        // Without a number it belongs to the session that was open, which only the server knows, or to none.
        var kept = reading.transactionID > 0
                ? readings.getOrDefault(new Taken(reading.transactionID, charge.serial, reading.raw), 0)
                : readings.entrySet().stream()
                        .filter(stored -> stored.getKey().serial().equals(charge.serial)
                                && stored.getKey().raw().equals(reading.raw))
                        .mapToInt(Map.Entry::getValue)
                        .sum();
        if (kept == 0) {
            violated(Promised.ACKNOWLEDGED_IS_STORED, "nowhere: " + reading + " of " + charge);
        } else if (kept > 1) {
            violated(Promised.ONE_SESSION_ONE_ROW, kept + " times: " + reading + " of " + charge);
        }
    }

    private void putAside(Aside aside) {
        if (!stopsPutAside.contains(new Stop(aside.serial, json(aside.payload())))) {
            violated(Promised.NOTHING_DROPPED, "nobody can find the " + aside);
        }
    }

    private void registered(ChargerHistory charger) {
        var known = books.registered().stream()
                .filter(row -> row.serial().equals(charger.serial))
                .findFirst();
        if (charger.connectedAtTheEnd
                && known.filter(Books.Registered::connected).isEmpty()) {
            violated(Promised.ONE_OWNER, charger.serial + " is connected, and the registry says otherwise: " + known);
        }
    }

    private void ordered(Order order) {
        var seen = history.chargers().stream()
                .filter(charger -> charger.serial.equals(order.serial))
                .mapToInt(charger -> charger.markers.getOrDefault(order.marker, 0))
                .sum();
        if (seen > 1) {
            violated(Promised.ONE_CALL_AT_A_TIME, "sent " + seen + " times: " + order);
        } else if (seen == 0 && order.state.equals("accepted")) {
            violated(Promised.ACKNOWLEDGED_IS_STORED, "never sent: " + order);
        }
    }

    private void rowsOfNobody() {
        var sent = history.chargers().stream()
                .flatMap(charger -> charger.charges.stream())
                .map(Start::of)
                .collect(Collectors.toSet());
        books.sessions().stream()
                .filter(session -> !sent.contains(Start.of(session)))
                .forEach(session -> violated(Promised.ONE_SESSION_ONE_ROW, "no charger began " + session));
    }

    private void violated(Promised promise, String what) {
        violations.add(new Violation(promise, what));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().textNode(text);
        }
    }
}
