package com.flexicharge.launcher.console;

import com.flexicharge.launcher.page.Page;
import com.flexicharge.launcher.page.Resource;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The console at {@code /}, and its files below {@code /console}. All of them are read once, when the process starts, and kept: some
 * 400 KB. What is not among them is not looked for anywhere.
 */
public final class ConsoleRoutes {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private static final String NPM = "org.webjars.npm";
    private static final Set<String> LIT =
            Set.of("lit-html.js", "directive.js", "directive-helpers.js", "directives/repeat.js", "directives/live.js");
    private static final Set<String> UPLOT = Set.of("dist/uPlot.esm.js", "dist/uPlot.min.css");

    private final Page start;
    private final Map<String, Page> files = new HashMap<>();

    /** Blocks while it reads. */
    public ConsoleRoutes() {
        ConsoleFiles.all().forEach((name, bytes) -> add(name, bytes));
        LIT.forEach(file -> add("lit/" + file, Resource.readOfWebjar(NPM, "lit-html", file)));
        UPLOT.forEach(file -> add("uplot/" + file, Resource.readOfWebjar(NPM, "uplot", file)));
        start = file("index.html").orElseThrow(() -> new IllegalStateException("The console has no index.html"));
    }

    public void register(HttpRoutes routes) {
        routes.get("/", Access.OPEN, exchange -> Future.succeededFuture(start.answer(exchange)));
        routes.get("/console/{file}", Access.OPEN, exchange -> answer(exchange, exchange.path("file")));
        routes.get(
                "/console/{folder}/{file}",
                Access.OPEN,
                exchange -> answer(exchange, exchange.path("folder") + "/" + exchange.path("file")));
        routes.get(
                "/console/{folder}/{subfolder}/{file}",
                Access.OPEN,
                exchange -> answer(
                        exchange,
                        exchange.path("folder") + "/" + exchange.path("subfolder") + "/" + exchange.path("file")));
    }

    private Future<HttpAnswer> answer(HttpExchange exchange, String name) {
        return file(name)
                .map(page -> Future.succeededFuture(page.answer(exchange)))
                .orElseGet(() ->
                        Future.failedFuture(Refusal.of(Reason.NOT_FOUND, "notFound", "The console has no such file.")));
    }

    private Optional<Page> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    private void add(String name, byte[] bytes) {
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("Say in ConsoleRoutes what type of content " + name + " is");
        }
        files.put(name, new Page(type, bytes));
    }
}
