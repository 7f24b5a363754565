package com.flexicharge.transaction.http;

import static com.flexicharge.transaction.RunningSessions.ADMIN;
import static com.flexicharge.transaction.RunningSessions.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import com.flexicharge.transaction.ChargerReports;
import com.flexicharge.transaction.RunningSessions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(TestDatabaseExtension.class)
class IdTagRoutesTest {
    private static int nextCharger = 297_000;

    private final TestDatabase database;
    private final RunningSessions sessions;
    private final Http http;

    IdTagRoutesTest(TestDatabase database) {
        this.database = database;
        this.sessions = RunningSessions.start(database);
        this.http = new Http(sessions);
        database.execute("delete from transaction.id_tags");
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void aTagIsMadeChangedAndFoundInAnyLetterCase() {
        var made = http.put(ADMIN, "/id-tags/Card%2F1%20a", null);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("location")).isEqualTo("/id-tags/Card%2F1%20a");
        assertThat(made.object()).isEqualTo(new JsonObject("""
                {"idTag":"Card/1 a","blocked":false,"expiryDate":null,"parentIdTag":null,"userID":null,
                 "maxActiveTransactions":null,"note":null,"status":"Accepted"}"""));
        var body = """
                {"blocked":true,"expiryDate":"2020-01-02T03:04:05Z","parentIdTag":"NoSuchGroup","userID":"anna",
                 "maxActiveTransactions":2,"note":"lent out","idTag":"ignored"}""";

        var changed = http.put(ADMIN, "/id-tags/CARD%2F1%20a", body);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.object()).isEqualTo(new JsonObject("""
                {"idTag":"CARD/1 a","blocked":true,"expiryDate":"2020-01-02T03:04:05.000Z","parentIdTag":"NoSuchGroup",
                 "userID":"anna","maxActiveTransactions":2,"note":"lent out","status":"Blocked"}"""));
        assertThat(http.get(ADMIN, "/id-tags/card%2f1%20A").object()).isEqualTo(changed.object());
        assertThat(http.put(ADMIN, "/id-tags/CARD%2F1%20a", body).status()).isEqualTo(200);
        assertThat(http.put(ADMIN, "/id-tags/Card%2F1%20a", "{}").object()).isEqualTo(made.object());
    }

    @Test
    void theStatusIsWhatAuthorizeWouldAnswer() {
        http.put(ADMIN, "/id-tags/GROUP", "{\"blocked\":true}");
        assertThat(status("EXPIRED", "{\"expiryDate\":1577934245}")).isEqualTo("Expired");
        assertThat(status("CHILD", "{\"parentIdTag\":\"group\"}")).isEqualTo("Blocked");
        assertThat(http.get(ADMIN, "/id-tags/CHILD").object().getString("parentIdTag"))
                .isEqualTo("GROUP");
        assertThat(status("NONE", "{\"maxActiveTransactions\":0}")).isEqualTo("ConcurrentTx");
        assertThat(status("ONE", "{\"maxActiveTransactions\":1}")).isEqualTo("Accepted");
        sessions.registry.add(nextCharger, Protocol.OCPP_16);
        new ChargerReports(sessions, nextCharger++, Protocol.OCPP_16).start("one", 0);
        assertThat(http.get(ADMIN, "/id-tags/ONE").object().getString("status")).isEqualTo("ConcurrentTx");
    }

    @Test
    void aTagIsRemovedOnce() {
        http.put(ADMIN, "/id-tags/GOING", null);
        var gone = http.delete(ADMIN, "/id-tags/going");
        assertThat(gone.status()).isEqualTo(204);
        assertThat(gone.body()).isEmpty();
        assertThat(http.delete(ADMIN, "/id-tags/going").refusal()).isEqualTo("404 idTagNotFound");
        assertThat(http.get(ADMIN, "/id-tags/going").refusal()).isEqualTo("404 idTagNotFound");
    }

    @Test
    void theTagOfAnAccountStaysItsAndARemovedOneIsMadeAnew() {
        sessions.registry.add(nextCharger, Protocol.OCPP_16);
        sessions.registry.add(nextCharger + 1, Protocol.OCPP_16);
        var tag = reserve(nextCharger++);

        var changed =
                http.put(ADMIN, "/id-tags/" + tag.toLowerCase(Locale.ROOT), "{\"userID\":\"bert\",\"note\":\"seen\"}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.object().getString("userID")).isEqualTo("anna");
        assertThat(changed.object().getString("idTag")).isEqualTo(tag);
        assertThat(changed.object().getString("note")).isEqualTo("seen");
        assertThat(http.delete(ADMIN, "/id-tags/" + tag).status()).isEqualTo(204);
        assertThat(reserve(nextCharger++)).hasSize(20).isNotEqualTo(tag);
    }

    @Test
    void theListIsFiltered() {
        http.put(ADMIN, "/id-tags/B1", "{\"blocked\":true,\"userID\":\"anna\",\"parentIdTag\":\"Group\"}");
        http.put(ADMIN, "/id-tags/a2", "{\"userID\":\"anna\"}");
        http.put(ADMIN, "/id-tags/C3", "{\"parentIdTag\":\"GROUP\"}");

        assertThat(listed("")).containsExactly("a2", "B1", "C3");
        assertThat(listed("?order=desc")).containsExactly("C3", "B1", "a2");
        assertThat(listed("?idTag=b1")).containsExactly("B1");
        assertThat(listed("?userID=anna")).containsExactly("a2", "B1");
        assertThat(listed("?userID=ANNA")).isEmpty();
        assertThat(listed("?parentIdTag=group")).containsExactly("B1", "C3");
        assertThat(listed("?blocked=false&userID=anna")).containsExactly("a2");
        assertThat(listed("?blocked=true")).containsExactly("B1");
    }

    @Test
    void theListGoesOnWhereItsLinkSaysWhileTagsAreAdded() {
        for (var tag : List.of("a", "B", "c", "ö")) {
            http.put(ADMIN, "/id-tags/" + URLEncoder.encode(tag, StandardCharsets.UTF_8), null);
        }
        var first = http.get(ADMIN, "/id-tags?limit=2");
        assertThat(tags(first)).containsExactly("a", "B");
        http.put(ADMIN, "/id-tags/aa", null);

        var second = http.get(ADMIN, next(first));

        assertThat(tags(second)).containsExactly("c", "ö");
        assertThat(second.header("link")).isEmpty();
        var backwards = http.get(ADMIN, "/id-tags?limit=1&order=desc");
        assertThat(tags(http.get(ADMIN, next(backwards)))).containsExactly("c");
    }

    @Test
    void allFaultsAreSaidAtOnce() {
        var answer = http.put(ADMIN, "/id-tags/123456789012345678901", """
                {"blocked":"yes","expiryDate":"tomorrow","parentIdTag":"","userID":7,"maxActiveTransactions":-1}""");

        assertThat(answer.refusal()).isEqualTo("400 invalidIdTag");
        assertThat(answer.object().getJsonArray("errors")).isEqualTo(new JsonArray("""
                [{"pointer":"/path/tag","code":"invalidIdTag"},
                 {"pointer":"/blocked","code":"invalidDataType"},
                 {"pointer":"/expiryDate","code":"invalidExpiryDate"},
                 {"pointer":"/parentIdTag","code":"invalidIdTag"},
                 {"pointer":"/userID","code":"invalidDataType"},
                 {"pointer":"/maxActiveTransactions","code":"invalidMaxActiveTransactions"}]"""));
        assertThat(database.rows("select * from transaction.id_tags")).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1} {2} is {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PUT|/id-tags/x|{\"parentIdTag\":\"X\"}|400 invalidIdTag",
                "PUT|/id-tags/x|{\"parentIdTag\":\"123456789012345678901\"}|400 invalidIdTag",
                "PUT|/id-tags/x|{\"expiryDate\":-1}|400 invalidExpiryDate",
                "PUT|/id-tags/x|{\"expiryDate\":true}|400 invalidDataType",
                "PUT|/id-tags/x|{\"maxActiveTransactions\":1.5}|400 invalidDataType",
                "PUT|/id-tags/x|[]|400 invalidDataType",
                "GET|/id-tags?blocked=maybe||400 invalidBlocked",
                "GET|/id-tags?limit=501||400 invalidLimit",
                "GET|/id-tags?order=up||400 invalidOrder",
                "GET|/id-tags?cursor=aWQ6MQ||400 invalidCursor",
                "GET|/id-tags/123456789012345678901||404 idTagNotFound"
            })
    void whatDoesNotFitIsSaid(String method, String path, String body, String refusal) {
        var answer = method.equals("PUT") ? http.put(ADMIN, path, body) : http.get(ADMIN, path);
        assertThat(answer.refusal()).isEqualTo(refusal);
    }

    @Test
    void onlyAdminsSeeAndChangeTags() {
        assertThat(http.get(ANNA, "/id-tags").refusal()).isEqualTo("403 insufficientScope");
        assertThat(http.get(ANNA, "/id-tags/x").refusal()).isEqualTo("403 insufficientScope");
        assertThat(http.put(ANNA, "/id-tags/x", "{}").refusal()).isEqualTo("403 insufficientScope");
        assertThat(http.delete(ANNA, "/id-tags/x").refusal()).isEqualTo("403 insufficientScope");
        assertThat(http.asNobody("GET", "/id-tags").status()).isEqualTo(401);
    }

    private String status(String tag, String body) {
        return http.put(ADMIN, "/id-tags/" + tag, body).object().getString("status");
    }

    private String reserve(int charger) {
        return http.post(ANNA, "/transactions", "{\"connectorID\":%d,\"paymentType\":\"invoice\"}".formatted(charger))
                .object()
                .getString("idTag");
    }

    private List<String> listed(String query) {
        return tags(http.get(ADMIN, "/id-tags" + query));
    }

    private static List<String> tags(Http.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.array().stream()
                .map(JsonObject.class::cast)
                .map(tag -> tag.getString("idTag"))
                .toList();
    }

    private static String next(Http.Answer answer) {
        return answer.header("link").replaceAll("^<([^>]*)>.*$", "$1");
    }
}
