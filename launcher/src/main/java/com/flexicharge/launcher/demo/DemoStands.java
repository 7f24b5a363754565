package com.flexicharge.launcher.demo;

import com.flexicharge.fleet.DemoStand;
import com.flexicharge.shared.contract.charger.Location;
import java.util.List;
import java.util.stream.IntStream;

/** Where the demonstration's chargers stand, and what they are. The same number gives the same ones always. */
final class DemoStands {
    /** Of the seed data: always there to be found. */
    private static final String FIRST_SERIAL = "testchargeralwaysconnected";

    private static final int CHARGERS_OF_A_PLACE = 4;

    /** @param name at most 30 characters, as charge points have them */
    record Place(String name, String address, Location location) {}

    private record Model(String vendor, String name, int connectorW, boolean flexiCharge) {}

    static final List<Place> PLACES = List.of(
            new Place("Demo – Jönköping", "Södra Strandgatan 1", new Location(57.7815, 14.1692)),
            new Place("Demo – Göteborg", "Drottningtorget 5", new Location(57.7089, 11.9746)),
            new Place("Demo – Stockholm", "Centralplan 15", new Location(59.3303, 18.0586)),
            new Place("Demo – Malmö", "Skeppsbron 1", new Location(55.6098, 13.0007)),
            new Place("Demo – Linköping", "Järnvägsgatan 1", new Location(58.4164, 15.6257)),
            new Place("Demo – Växjö", "Norra Järnvägsgatan 7", new Location(56.8777, 14.8091)),
            new Place("Demo – Örebro", "Järntorget 2", new Location(59.2741, 15.2066)),
            new Place("Demo – Kalmar", "Stationsgatan 1", new Location(56.6616, 16.3616)));

    private static final List<Model> MODELS = List.of(
            new Model("AVT-Company", "AVT-Express", 22_000, true),
            new Model("Alpitronic", "HYC150", 150_000, false),
            new Model("Easee", "Charge", 22_000, false),
            new Model("Kempower", "S-Series", 240_000, false),
            new Model("Zaptec", "Pro", 11_000, false));

    private DemoStands() {}

    static List<DemoStand> of(int count) {
        return IntStream.range(0, count).mapToObj(DemoStands::stand).toList();
    }

    /** Where so many stand. */
    static List<Place> places(int count) {
        return IntStream.range(0, count).mapToObj(DemoStands::place).distinct().toList();
    }

    /** @param number of a charger, from 0 */
    static Place place(int number) {
        return PLACES.get(number / CHARGERS_OF_A_PLACE % PLACES.size());
    }

    static String tag(int number) {
        return "DEMO-TAG-" + (number % 50 + 1);
    }

    private static DemoStand stand(int number) {
        var model = MODELS.get(number % MODELS.size());
        var serial = number == 0 ? FIRST_SERIAL : "DEMO-%04d".formatted(number);
        return new DemoStand(
                serial, model.flexiCharge(), model.vendor(), model.name(), model.connectorW(), tag(number));
    }
}
