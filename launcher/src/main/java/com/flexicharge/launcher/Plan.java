package com.flexicharge.launcher;

import com.flexicharge.launcher.cluster.ClusterConfig;
import com.flexicharge.launcher.demo.DemoConfig;
import com.flexicharge.shared.config.ConfigurationException;
import com.flexicharge.shared.config.DatabaseConfig;
import com.flexicharge.shared.config.Environment;
import com.flexicharge.shared.config.ProcessConfig;
import com.flexicharge.shared.config.Settings;
import com.flexicharge.shared.db.DatabaseSettings;
import com.flexicharge.shared.module.VerticleModule;
import com.flexicharge.shared.trace.TraceConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What is to be started: every setting of the process and of all modules, read and checked before anything is opened.
 *
 * @param traces   where they go
 * @param cluster  the other processes to join; empty: there are none
 * @param demo     simulated chargers to connect
 * @param modules  to run, in start order, configured
 * @param warnings worth a line each
 * @param names    every variable that was asked for
 */
public record Plan(
        ProcessConfig process,
        TraceConfig traces,
        Optional<ClusterConfig> cluster,
        DemoConfig demo,
        List<VerticleModule> modules,
        Map<String, DatabaseSettings> databases,
        List<String> warnings,
        SortedSet<String> names) {

    /** @throws ConfigurationException with every fault at once */
    public static Plan read(Environment environment) {
        var settings = new Settings(environment);
        var all = Modules.onClassPath();
        var process = ProcessConfig.read(
                settings, all.stream().map(VerticleModule::name).toList());
        var traces = TraceConfig.read(settings);
        var cluster = ClusterConfig.read(settings, process);
        var demo = DemoConfig.read(settings, process);
        Map<String, DatabaseSettings> databases = new LinkedHashMap<>();
        // Modules that do not run here read theirs too: a fault is shown now, not when they are moved here.
        all.forEach(module -> {
            module.configure(settings);
            databases.put(module.name(), DatabaseConfig.read(settings, module.name()));
        });
        settings.check();
        var chosen = all.stream()
                .filter(module -> process.modules().contains(module.name()))
                .toList();
        return new Plan(process, traces, cluster, demo, chosen, databases, settings.warnings(), settings.namesRead());
    }

    /** The modules that clients reach, here or through a door in front of all processes. */
    List<String> offered() {
        return cluster.isPresent()
                ? List.copyOf(databases.keySet())
                : modules.stream().map(VerticleModule::name).toList();
    }

    /** The modules that other processes of the cluster are to run. */
    List<String> elsewhere() {
        return offered().stream()
                .filter(name ->
                        modules.stream().noneMatch(module -> module.name().equals(name)))
                .toList();
    }

    DatabaseSettings databaseOf(VerticleModule module) {
        var settings = databases.get(module.name());
        if (settings == null) {
            throw new IllegalArgumentException("No module " + module.name() + " was planned");
        }
        return settings;
    }
}
