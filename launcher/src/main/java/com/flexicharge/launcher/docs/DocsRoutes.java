package com.flexicharge.launcher.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.flexicharge.launcher.page.Page;
import com.flexicharge.launcher.page.Resource;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The description of the API, and the pages that show it. All of it is read once, when somebody first asks for it, and kept: 2 MB, nearly
 * all of it Swagger UI. To read and write it takes as long as half of a start, and most processes are never asked.
 */
public final class DocsRoutes {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final Set<String> PATHS = Set.of(
            "/openapi.yaml",
            "/openapi.json",
            "/docs/errors",
            "/docs",
            "/docs/docs.css",
            "/docs/docs.js",
            "/docs/swagger-ui.css",
            "/docs/swagger-ui-bundle.js",
            "/docs/favicon.png");

    private final Vertx vertx;
    private final List<String> modules;
    private volatile Map<String, Page> pages = Map.of();

    /** @param modules whose routes are described */
    public DocsRoutes(Vertx vertx, List<String> modules) {
        this.vertx = vertx;
        this.modules = List.copyOf(modules);
    }

    public void register(HttpRoutes routes) {
        PATHS.forEach(path ->
                routes.get(path, Access.OPEN, exchange -> page(path).map(page -> page.answer(exchange))));
        routes.get("/swagger", Access.OPEN, exchange -> Future.succeededFuture(HttpAnswer.redirect("/docs")));
    }

    private Future<Page> page(String path) {
        var known = pages.get(path);
        return known != null ? Future.succeededFuture(known) : vertx.executeBlocking(() -> readOnce(path));
    }

    private synchronized Page readOnce(String path) {
        if (pages.isEmpty()) {
            pages = read(modules);
        }
        return Objects.requireNonNull(pages.get(path));
    }

    private static Map<String, Page> read(List<String> modules) {
        var document = ApiDocument.of(modules);
        Map<String, Page> pages = new HashMap<>();
        pages.put("/openapi.yaml", new Page("application/yaml", Yaml.write(document.tree())));
        pages.put(
                "/openapi.json",
                new Page(
                        "application/json; charset=utf-8",
                        Json.write(document.tree()).getBytes()));
        pages.put("/docs/errors", new Page(HTML, ErrorsPage.of(document).getBytes(UTF_8)));
        pages.put("/docs", new Page(HTML, Resource.read("docs/index.html")));
        pages.put("/docs/docs.css", new Page(CSS, Resource.read("docs/docs.css")));
        pages.put("/docs/docs.js", new Page(SCRIPT, Resource.read("docs/docs.js")));
        pages.put("/docs/swagger-ui.css", new Page(CSS, swagger("swagger-ui.css")));
        pages.put("/docs/swagger-ui-bundle.js", new Page(SCRIPT, swagger("swagger-ui-bundle.js")));
        pages.put("/docs/favicon.png", new Page("image/png", swagger("favicon-32x32.png")));
        return pages;
    }

    private static byte[] swagger(String file) {
        return Resource.readOfWebjar("org.webjars", "swagger-ui", file);
    }
}
