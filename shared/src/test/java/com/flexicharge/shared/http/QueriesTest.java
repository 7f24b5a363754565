package com.flexicharge.shared.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueriesTest {
    private static final Pattern LINK = Pattern.compile("<([^>]*)>; rel=\"next\"");
    private static ApiServer server;

    private record Filters(
            Optional<String> q,
            Optional<Integer> connector,
            Optional<Integer> connectorID,
            Optional<Boolean> active,
            Optional<Instant> from,
            Optional<ConnectorStatus> status) {}

    @BeforeAll
    static void start() {
        server = ApiServer.with(routes -> routes.get("/filters", Access.OPEN, QueriesTest::filters)
                .alias("/transaction", "/transactions")
                .get("/transactions", Access.OPEN, x -> list(x, true, false))
                .get("/transactions/userTransactions/{userID}", Access.OPEN, x -> list(x, false, false))
                .get("/chargers", Access.OPEN, x -> list(x, false, true)));
    }

    private static Future<HttpAnswer> filters(HttpExchange exchange) {
        var query = exchange.query();
        var filters = new Filters(
                query.text("q", "invalidRequest"),
                query.integer("connector", 0, 100, "invalidConnector"),
                query.id("connectorID", "invalidConnectorID"),
                query.bool("active", "invalidActive"),
                query.instant("from", "invalidFrom"),
                query.word("status", ConnectorStatus::ofWord, "invalidStatus", "a status word"));
        query.check();
        return Future.succeededFuture(HttpAnswer.ok(filters));
    }

    /** 250 rows, as a database would give them. */
    private static Future<HttpAnswer> list(HttpExchange exchange, boolean descending, boolean whole) {
        var query = exchange.query();
        var rules = whole ? query.wholeList(descending) : query.list(descending);
        query.check();
        return Future.succeededFuture(rules.page(rows(rules.pageRequest()), Long::longValue));
    }

    private static List<Long> rows(PageRequest page) {
        var after = page.after();
        return LongStream.rangeClosed(1, 250)
                .map(row -> page.descending() ? 251 - row : row)
                .filter(id -> after == null || (page.descending() ? id < after : id > after))
                .limit(page.limit() == null ? Long.MAX_VALUE : page.limit())
                .boxed()
                .toList();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            q=a%20b+c%2B&other=1              | "q":"a b c+"
            q=&connector=&status=             | "q":null,"connector":null,"connectorID":null,"active":null,"from":null,"status":null
            connector=0&connectorID=100000    | "connector":0,"connectorID":100000
            active=true                       | "active":true
            active=0                          | "active":false
            from=1763806530                   | "from":"2025-11-22T10:15:30.000Z"
            from=2026-11-22T10:15:30Z         | "from":"2026-11-22T10:15:30.000Z"
            from=2026-11-22T10:15:30.25Z      | "from":"2026-11-22T10:15:30.250Z"
            from=2026-11-22T11:15:30+01:00    | "from":"2026-11-22T10:15:30.000Z"
            from=2026-11-22T11:15:30%2B01:00  | "from":"2026-11-22T10:15:30.000Z"
            from=2026-11-22                   | "from":"2026-11-22T00:00:00.000Z"
            from=0                            | "from":"1970-01-01T00:00:00.000Z"
            status=SuspendedEVSE              | "status":"SUSPENDED_EVSE"
            """)
    void filtersAreRead(String query, String read) {
        var reply = server.ask("GET /filters?" + query);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            connector=x                             | connector   | invalidConnector
            connector=101                           | connector   | invalidConnector
            connector=1.0                           | connector   | invalidConnector
            connectorID=0                           | connectorID | invalidConnectorID
            active=yes                              | active      | invalidActive
            from=tomorrow                           | from        | invalidFrom
            from=-1                                 | from        | invalidFrom
            from=2026-13-01                         | from        | invalidFrom
            from=2026-11-22T10:15:30                | from        | invalidFrom
            from=%2B999999999-12-31T23:59:59Z       | from        | invalidFrom
            from=99999999999999999999               | from        | invalidFrom
            status=available                        | status      | invalidStatus
            q=a%00b                                 | q           | invalidRequest
            connector=1&connector=1                 | connector   | invalidConnector
            """)
    void aBadFilterIsRefusedByItsName(String query, String name, String code) {
        var reply = server.ask("GET /filters?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .contains("\"errors\":[{\"pointer\":\"/query/" + name + "\",\"code\":\"" + code + "\"}]");
    }

    @Test
    void allBadFiltersAreToldAtOnce() {
        assertThat(server.ask("GET /filters?status=x&connector=x").body())
                .contains("\"code\":\"invalidConnector\"", "\"/query/connector\"", "\"/query/status\"");
    }

    @Test
    void aBrokenQueryIsRefused() {
        var reply = server.ask("GET /filters?q=%zz");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("\"code\":\"invalidRequest\"", "\"pointer\":\"/query\"");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,invalidLimit",
        "limit=501,invalidLimit",
        "limit=ten,invalidLimit",
        "order=up,invalidOrder",
        "order=ASC,invalidOrder",
        "cursor=abc,invalidCursor",
        "cursor=aWQ6eA,invalidCursor",
        "cursor=%21,invalidCursor"
    })
    void badListRulesAreRefused(String query, String code) {
        var reply = server.ask("GET /transactions?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .contains("\"code\":\"" + code + "\"", "/query/" + query.substring(0, query.indexOf('=')));
    }

    @Test
    void aListIsGivenInPagesOfAHundredFromLinkToLink() {
        assertThat(walk("/transactions")).containsExactly(100, 100, 50);
        assertThat(walk("/transactions?limit=125&order=asc")).containsExactly(125, 125);
        assertThat(walk("/transactions?limit=500")).containsExactly(250);
    }

    @Test
    void aShortListIsGivenWholeUnlessALimitIsAskedFor() {
        assertThat(walk("/chargers")).containsExactly(250);
        assertThat(walk("/chargers?limit=200")).containsExactly(200, 50);
    }

    @Test
    void theOrderIsTheRoutesUnlessAskedOtherwise() {
        assertThat(server.ask("GET /transactions?limit=2").body()).isEqualTo("[250,249]");
        assertThat(server.ask("GET /transactions?limit=2&order=asc").body()).isEqualTo("[1,2]");
        assertThat(server.ask("GET /chargers?limit=2").body()).isEqualTo("[1,2]");
    }

    @Test
    void theLinkKeepsTheFiltersAndLeadsToThePrimaryPath() {
        var reply = server.ask("GET //transaction/userTransactions/a%20b%2Fc/?limit=2&q=x+y%26&cursor=aWQ6Mw");

        assertThat(reply.body()).isEqualTo("[4,5]");
        assertThat(reply.header("link"))
                .isEqualTo("</transactions/userTransactions/a%20b%2Fc?limit=2&q=x%20y%26&cursor=aWQ6NQ>; rel=\"next\"");
    }

    @Test
    void anEmptyListIsAnEmptyListWithoutALink() {
        var reply = server.ask("GET /chargers?cursor=aWQ6MjUw");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("[]");
        assertThat(reply.headers()).doesNotContainKey("link");
    }

    /** How many rows each page has. */
    private static List<Integer> walk(String path) {
        var sizes = new ArrayList<Integer>();
        var next = Optional.of(path);
        while (next.isPresent()) {
            var reply = server.ask("GET " + next.get());
            sizes.add(reply.body().split(",").length);
            var link = LINK.matcher(reply.header("link"));
            next = link.matches() ? Optional.of(link.group(1)) : Optional.empty();
        }
        return sizes;
    }
}
