package com.flexicharge.launcher.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.flexicharge.launcher.page.Page;
import com.flexicharge.launcher.page.Resource;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.Json;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The description of the API, and the pages that show it. All of it is read once, when the process starts, and kept: 2 MB, nearly all
 * of it Swagger UI.
 */
public final class DocsRoutes {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private final Map<String, Page> pages = new LinkedHashMap<>();

    /** Blocks while it reads. */
    public DocsRoutes(ApiDocument document) {
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
    }

    public void register(HttpRoutes routes) {
        pages.forEach((path, page) ->
                routes.get(path, Access.OPEN, exchange -> Future.succeededFuture(page.answer(exchange))));
        routes.get("/swagger", Access.OPEN, exchange -> Future.succeededFuture(HttpAnswer.redirect("/docs")));
    }

    private static byte[] swagger(String file) {
        return Resource.readOfWebjar("org.webjars", "swagger-ui", file);
    }
}
