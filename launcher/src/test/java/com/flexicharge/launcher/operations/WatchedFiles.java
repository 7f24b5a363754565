package com.flexicharge.launcher.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The dashboard and the alerts. */
final class WatchedFiles {
    static final Path DASHBOARD = Path.of("deploy/grafana/flexicharge.json");
    static final Path ALERTS = Path.of("deploy/prometheus/alerts.yml");

    /**
     * One expression.
     *
     * @param where  it is
     * @param labels that are put into the words around it
     */
    record Asked(String where, String expression, Set<String> labels) {}

    private WatchedFiles() {}

    static JsonNode dashboard() throws IOException {
        return new ObjectMapper().readTree(DASHBOARD.toFile());
    }

    static JsonNode alerts() throws IOException {
        return new YAMLMapper().readTree(ALERTS.toFile());
    }

    static List<Asked> ofDashboard() throws IOException {
        var asked = new ArrayList<Asked>();
        for (var panel : dashboard().path("panels")) {
            for (var target : panel.path("targets")) {
                var legend = target.path("legendFormat").asText();
                asked.add(new Asked(
                        "panel " + panel.path("title").asText(),
                        target.path("expr").asText(),
                        named("\\{\\{ *(\\w+) *}}", legend)));
            }
        }
        return asked;
    }

    static List<Asked> ofAlerts() throws IOException {
        var asked = new ArrayList<Asked>();
        for (var group : alerts().path("groups")) {
            for (var rule : group.path("rules")) {
                asked.add(new Asked(
                        "alert " + rule.path("alert").asText(),
                        rule.path("expr").asText(),
                        named("\\$labels\\.(\\w+)", rule.path("annotations").toString())));
            }
        }
        return asked;
    }

    private static Set<String> named(String pattern, String text) {
        var names = new TreeSet<String>();
        Pattern.compile(pattern).matcher(text).results().forEach(found -> names.add(found.group(1)));
        return names;
    }
}
