package com.flexicharge.launcher;

import com.flexicharge.shared.module.VerticleModule;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The modules on the class path, in the order they start: who asks nobody first, who lets chargers in last. */
final class Modules {
    private static final List<String> START_ORDER = List.of("account", "charger", "transaction", "livemetrics", "ocpp");

    private Modules() {}

    static List<VerticleModule> onClassPath() {
        return ServiceLoader.load(VerticleModule.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(module -> place(module.name())))
                .toList();
    }

    private static int place(String name) {
        int place = START_ORDER.indexOf(name);
        return place < 0 ? START_ORDER.size() : place;
    }
}
