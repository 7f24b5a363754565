package com.flexicharge.transaction.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints.GetIdTag;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints.IdTagPut;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints.PutIdTag;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints.RemoveIdTag;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints.SearchIdTags;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.Body;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.transaction.IdTagForm;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The tags people charge under, for operators. */
public final class IdTagRoutes {
    private static final String BAD_TAG = "invalidIdTag";
    private static final String PARENT = "parentIdTag";

    private final Bus bus;

    public IdTagRoutes(Bus bus) {
        this.bus = bus;
    }

    public void register(HttpRoutes routes) {
        routes.get("/id-tags", Access.ADMIN, this::list)
                .get("/id-tags/{tag}", Access.ADMIN, this::get)
                .put("/id-tags/{tag}", Access.ADMIN, this::put)
                .delete("/id-tags/{tag}", Access.ADMIN, this::remove);
    }

    private Future<HttpAnswer> list(HttpExchange exchange) {
        var query = exchange.query();
        var idTag = query.text("idTag", IdTagForm.MAX_CHARACTERS, BAD_TAG);
        var userID = query.text("userID", 64, "invalidUserID");
        var parentIdTag = query.text(PARENT, IdTagForm.MAX_CHARACTERS, BAD_TAG);
        var blocked = query.bool("blocked", "invalidBlocked");
        var page = IdTagPage.of(query);
        query.check();
        var ask = new SearchIdTags(
                idTag.orElse(null),
                userID.orElse(null),
                parentIdTag.orElse(null),
                blocked.orElse(null),
                page.afterOrNull(),
                page.request());
        return bus.ask(IdTagEndpoints.SEARCH_ID_TAGS, ask).map(found -> page.show(found.tags()));
    }

    private Future<HttpAnswer> get(HttpExchange exchange) {
        return bus.ask(IdTagEndpoints.GET_ID_TAG, new GetIdTag(exchange.path("tag")))
                .map(found -> HttpAnswer.ok(IdTagView.of(found)));
    }

    private Future<HttpAnswer> put(HttpExchange exchange) {
        return bus.ask(IdTagEndpoints.PUT_ID_TAG, wanted(exchange.path("tag"), exchange.body()))
                .map(IdTagRoutes::shown);
    }

    private Future<HttpAnswer> remove(HttpExchange exchange) {
        return bus.ask(IdTagEndpoints.REMOVE_ID_TAG, new RemoveIdTag(exchange.path("tag")))
                .map(removed -> HttpAnswer.noContent());
    }

    private static PutIdTag wanted(String idTag, Body body) {
        if (!IdTagForm.isTag(idTag)) {
            body.fault("path/tag", BAD_TAG, IdTagForm.RULE);
        }
        var blocked = body.optionalBool("blocked");
        var expiryDate = body.optionalInstant("expiryDate", "invalidExpiryDate");
        var parentIdTag = body.optionalText(PARENT, 1, IdTagForm.MAX_CHARACTERS, BAD_TAG);
        if (parentIdTag.filter(parent -> !IdTagForm.isTag(parent)).isPresent()) {
            body.fault(PARENT, BAD_TAG, IdTagForm.RULE);
        }
        if (parentIdTag.filter(parent -> IdTagForm.areSame(parent, idTag)).isPresent()) {
            body.fault(PARENT, BAD_TAG, "must be another tag than the one it is the parent of");
        }
        var userID = body.optionalText("userID", 1, 64, "invalidUserID");
        var maxActive = body.optionalInt("maxActiveTransactions", 0, Integer.MAX_VALUE, "invalidMaxActiveTransactions");
        var note = body.optionalText("note", 0, 255, "invalidNote");
        body.check();
        return new PutIdTag(
                idTag,
                blocked.orElse(false),
                expiryDate.orElse(null),
                parentIdTag.orElse(null),
                userID.orElse(null),
                maxActive.orElse(null),
                note.orElse(null));
    }

    private static HttpAnswer shown(IdTagPut put) {
        var view = IdTagView.of(put.tag());
        return put.created() ? HttpAnswer.created("/id-tags/" + encoded(view.idTag()), view) : HttpAnswer.ok(view);
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
