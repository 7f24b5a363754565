package com.flexicharge.load;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked for on the command line: {@code work --name value …}.
 *
 * @param chargers that take part; 0: as many as the work usually has
 * @param rate     messages a second of an open loop; 0: what the work usually has
 * @param warmUp   before anything is measured
 * @param window   measured at a time
 * @param windows  so many of them
 * @param threads  that the chargers are on
 * @param stored   what fills the tables, where the work has them filled
 * @param url      a server that runs already; none: this one is started
 * @param floor    not this server but one that only parses and says yes
 * @param path     of a charger there, less its identity
 * @param out      folder for results and logs
 * @param java     options of the server's Java
 * @param settings of the server, over the usual ones of a load
 */
public record Options(
        String work,
        int chargers,
        int rate,
        Duration warmUp,
        Duration window,
        int windows,
        int threads,
        Stored stored,
        Optional<URI> url,
        boolean floor,
        String path,
        Path out,
        List<String> java,
        Map<String, String> settings) {
    /**
     * Rows of years.
     *
     * @param sessions each charger has had as many
     * @param readings each session has as many
     */
    public record Stored(int chargers, int sessions, int readings) {}

    /** @throws IllegalArgumentException whose message says what is wrong */
    static Options read(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        Map<String, String> settings = new HashMap<>();
        List<String> java = new ArrayList<>();
        var floor = false;
        for (int at = 1; at < arguments.size(); at++) {
            var word = arguments.get(at);
            if (word.equals("--floor")) {
                floor = true;
            } else if (word.startsWith("-X") || word.startsWith("-D")) {
                java.add(word);
            } else if (word.matches("[A-Z_]+=.*")) {
                settings.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
            } else if (word.startsWith("--") && at + 1 < arguments.size()) {
                given.put(word.substring(2), arguments.get(++at));
            } else {
                throw new IllegalArgumentException("Nobody knows what to do with " + word);
            }
        }
        var options = new Options(
                arguments.get(0),
                number(given, "chargers", 0, 0),
                number(given, "rate", 0, 0),
                Duration.ofSeconds(number(given, "warm-up", 20, 0)),
                Duration.ofSeconds(number(given, "seconds", 10, 1)),
                number(given, "windows", 5, 1),
                number(given, "threads", 1, 1),
                new Stored(
                        number(given, "chargers-stored", 100_000, 1),
                        number(given, "sessions-stored", 10_000_000, 1),
                        number(given, "readings-stored", 100_000_000, 1)),
                Optional.ofNullable(given.remove("url")).map(URI::create),
                floor,
                given.getOrDefault("path", "/ocpp/"),
                Path.of(given.getOrDefault("out", "target/load")).toAbsolutePath(),
                java,
                settings);
        given.keySet().removeAll(List.of("path", "out"));
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("There is no --" + String.join(", --", given.keySet()));
        }
        return options;
    }

    private static int number(Map<String, String> given, String name, int otherwise, int least) {
        var text = given.remove(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least) {
            throw new IllegalArgumentException("--" + name + " is a number from " + least + " on, not " + text);
        }
        return Integer.parseInt(text);
    }

    public int chargersOr(int usual) {
        return chargers == 0 ? usual : chargers;
    }

    public int rateOr(int usual) {
        return rate == 0 ? usual : rate;
    }
}
