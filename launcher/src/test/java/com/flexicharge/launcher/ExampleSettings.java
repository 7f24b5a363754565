package com.flexicharge.launcher;

import com.flexicharge.shared.config.ConfigurationException;
import com.flexicharge.shared.config.Environment;
import com.flexicharge.shared.module.VerticleModule;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares {@code .env.example} with what the config records really read. */
final class ExampleSettings {
    /** Has no default on purpose. */
    private static final Map<String, String> NEEDED = Map.of("USE_LOCAL_DATABASE", "1");

    /** Read for those who have it already, but nobody is to learn it. */
    private static final Set<String> WRONG_SPELLINGS = Set.of("RUN_OCCP_TEST");

    private ExampleSettings() {}

    /** What is wrong with the text of such a file, a sentence each. */
    static List<String> faults(String text) {
        var faults = new ArrayList<String>();
        var values = values(text, faults);
        var read = new TreeSet<>(plan(NEEDED).names());
        read.removeAll(WRONG_SPELLINGS);
        read.stream()
                .filter(name -> !values.containsKey(name))
                .forEach(name -> faults.add(name + " is read and not in the example"));
        values.keySet().stream()
                .filter(name -> !read.contains(name))
                .forEach(name -> faults.add(name + " is in the example and read by nobody"));
        values.forEach((name, value) -> {
            if (read.contains(name) && !NEEDED.containsKey(name) && !isDefault(name, value)) {
                faults.add(name + "=" + value + " is not the default");
            }
        });
        return faults;
    }

    private static Map<String, String> values(String text, List<String> faults) {
        var values = new LinkedHashMap<String, String>();
        var before = "";
        for (var line : text.lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                var equals = line.indexOf('=');
                var name = line.substring(0, equals);
                if (!before.startsWith("# ")) {
                    faults.add(name + " has no line that says what it is for");
                }
                if (values.put(name, line.substring(equals + 1)) != null) {
                    faults.add(name + " is there twice");
                }
            }
            before = line;
        }
        return values;
    }

    /** Whether everything is configured as if the variable were not set. */
    private static boolean isDefault(String name, String value) {
        if (value.isEmpty()) {
            return true;
        }
        var values = new LinkedHashMap<>(NEEDED);
        values.put(name, value);
        try {
            return configured(values).equals(configured(NEEDED));
        } catch (ConfigurationException notEvenAllowed) {
            return false;
        }
    }

    private static List<Object> configured(Map<String, String> values) {
        var plan = plan(values);
        var configured = new ArrayList<Object>(List.of(plan.process(), plan.traces(), plan.databases()));
        for (var module : plan.modules()) {
            configured.add(module.name());
            Arrays.stream(module.getClass().getDeclaredFields())
                    .map(field -> valueOf(field, module))
                    .filter(value -> value instanceof Record || value instanceof Optional)
                    .forEach(configured::add);
        }
        return configured;
    }

    private static Object valueOf(Field field, VerticleModule module) {
        try {
            field.setAccessible(true);
            return Objects.requireNonNullElse(field.get(module), "");
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Plan plan(Map<String, String> values) {
        return Plan.read(new Environment(values, List.of()));
    }
}
