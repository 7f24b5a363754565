package com.flexicharge.launcher.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.Json;
import io.vertx.core.Future;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The description of the API, and the pages that show it. All of it is read once, when the process starts, and kept: 2 MB, nearly all
 * of it Swagger UI.
 */
public final class DocsRoutes {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String WEBJAR = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

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
        var webjar = "META-INF/resources/webjars/swagger-ui/" + version() + "/";
        pages.put("/docs/swagger-ui.css", new Page(CSS, Resource.read(webjar + "swagger-ui.css")));
        pages.put("/docs/swagger-ui-bundle.js", new Page(SCRIPT, Resource.read(webjar + "swagger-ui-bundle.js")));
        pages.put("/docs/favicon.png", new Page("image/png", Resource.read(webjar + "favicon-32x32.png")));
    }

    public void register(HttpRoutes routes) {
        pages.forEach((path, page) ->
                routes.get(path, Access.OPEN, exchange -> Future.succeededFuture(page.answer(exchange))));
        for (var path : new String[] {"/", "/swagger"}) {
            routes.get(path, Access.OPEN, exchange -> Future.succeededFuture(HttpAnswer.redirect("/docs")));
        }
    }

    private static String version() {
        var properties = new Properties();
        try (var file = new ByteArrayInputStream(Resource.read(WEBJAR))) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
