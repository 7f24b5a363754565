package com.flexicharge.charger.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.charger.RunningRegistry;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Admission.Disconnected;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.Holds.EndHold;
import com.flexicharge.shared.contract.charger.Holds.EndHoldOf;
import com.flexicharge.shared.contract.charger.Holds.HoldEnd;
import com.flexicharge.shared.contract.charger.Holds.PlaceHold;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ReserveNow;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.Verdict;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** At 10:00 in all of them. */
@ExtendWith(TestDatabaseExtension.class)
class PeopleReserveTest {
    private static final AtomicInteger SESSIONS = new AtomicInteger(50_000);
    private static final AtomicInteger CHARGERS = new AtomicInteger();

    private RunningRegistry registry;
    private Http http;

    @BeforeEach
    void start(TestDatabase database) {
        registry = RunningRegistry.start(database);
        database.execute("delete from charger.reservations");
        http = new Http(registry);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void theChargerAcceptsAndKeepsTheConnectorForThePersonsTag() {
        var charger = accepting(Protocol.OCPP_16);

        var answer = reserve("anna", "{\"connectorID\":%d,\"end\":1795345200}".formatted(charger));

        assertThat(answer.status()).isEqualTo(201);
        var made = answer.object();
        var id = made.getInteger("reservationID");
        assertThat(answer.header("location")).isEqualTo("/reservations/" + id);
        assertThat(made.getString("status")).isEqualTo("accepted");
        assertThat(made.getString("userID")).isEqualTo("anna");
        assertThat(made.getString("idTag")).isEqualTo("FCanna");
        assertThat(made.getString("expiryDate")).isEqualTo("2026-11-22T11:00:00.000Z");
        assertThat(made.getValue("transactionID")).isNull();
        assertThat(registry.chargers.asked(charger))
                .containsExactly(new ReserveNow(
                        charger, 1, registry.clock.instant().plusSeconds(3600), "FCanna", "group", id, 300));
        assertThat(http.as("anna", "GET", "/reservations/" + id, null).object()).isEqualTo(made);
        assertThat(http.as("bert", "GET", "/reservations/" + id, null).code()).isEqualTo("notOwner");
    }

    @Test
    void withoutATimeItStandsAsLongAsAHold() {
        var made = reserved("anna", accepting(Protocol.OCPP_16));

        assertThat(made.getString("expiryDate")).isEqualTo("2026-11-22T10:05:00.000Z");
    }

    @ParameterizedTest(name = "{0} is {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"connectorID\":%d,\"end\":1795341600} | 400 | invalidEndValue",
                "{\"connectorID\":%d,\"end\":1795428001} | 400 | invalidEndValue",
                "{\"connectorID\":%d,\"expiryDate\":\"soon\"} | 400 | invalidEndValue",
                "{\"connectorID\":%d,\"connector\":0} | 400 | invalidConnectorID",
                "{} | 400 | invalidConnectorID",
                "{\"connectorID\":\"1\"} | 400 | invalidDataType",
                "{\"connectorID\":%d,\"connector\":7} | 404 | dbForeignKeyConstraintError",
                "{\"connectorID\":424242} | 404 | dbForeignKeyConstraintError",
                "{\"connectorID\":99} | 404 | dbForeignKeyConstraintError"
            })
    void whatDoesNotFitIsSaid(String body, int status, String code) {
        var answer = reserve("anna", body.replace("%d", Integer.toString(accepting(Protocol.OCPP_16))));

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(http.asNobody("POST", "/reservations", "{}").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"Occupied, 409", "Rejected, 502", "Faulted, 502", "Unavailable, 502"})
    void aChargersNoIsToldApart(String word, int status) {
        var charger = accepting(Protocol.OCPP_16);
        registry.chargers.answer(charger, Verdict.REJECTED, word);

        var answer = reserve("anna", body(charger));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo("couldNotReserveCharger");
        registry.chargers.answer(charger, Verdict.ACCEPTED, "Accepted");
        reserved("bert", charger);
    }

    @ParameterizedTest
    @CsvSource({"OFFLINE, 503", "TIMED_OUT, 504"})
    void aChargerThatIsAwayOrSilentKeepsNothing(Reason reason, int status) {
        var charger = accepting(Protocol.OCPP_16);
        registry.chargers.refuse(charger, reason, "no");

        var answer = reserve("anna", body(charger));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo("couldNotReserveCharger");
    }

    @Test
    void aStrictChargerThatDoesNotKnowReserveNowIsKeptInOurBooks() {
        var charger = accepting(Protocol.OCPP_16);
        registry.chargers.answer(charger, Verdict.FAILED, "NotImplemented");

        reserved("anna", charger);

        assertThat(reserve("bert", body(charger)).status()).isEqualTo(409);
    }

    @Test
    void whatSomebodyElseHoldsOrUsesIsAConflict() {
        var held = accepting(Protocol.OCPP_16);
        var used = accepting(Protocol.OCPP_16);
        registry.ask(ChargerEndpoints.PLACE_HOLD, session(held, "bert"));
        registry.sessions.begin(used);

        for (var charger : new int[] {held, used}) {
            var answer = reserve("anna", body(charger));
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.code()).isEqualTo("couldNotReserveCharger");
        }
    }

    @Test
    void whoAsksAgainHasTheSameReservationAndNothingIsSent() {
        var charger = accepting(Protocol.OCPP_16);
        var first = reserved("anna", charger);

        assertThat(reserved("anna", charger)).isEqualTo(first);
        assertThat(registry.chargers.asked(charger)).hasSize(1);
    }

    @Test
    void fiveAreOpenAtOnceAndOneThatIsGivenUpOrOverMakesRoom() {
        for (var i = 0; i < 4; i++) {
            reserved("anna", accepting(Protocol.OCPP_16));
        }
        var fifth = reserved("anna", accepting(Protocol.OCPP_16)).getInteger("reservationID");
        var wanted = accepting(Protocol.OCPP_16);

        var refused = reserve("anna", body(wanted));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("tooManyReservations");
        reserved("bert", accepting(Protocol.OCPP_16));

        assertThat(http.as("anna", "DELETE", "/reservations/" + fifth, null).status())
                .isEqualTo(204);
        reserved("anna", wanted);
        assertThat(reserve("anna", body(accepting(Protocol.OCPP_16))).status()).isEqualTo(409);
        registry.clock.advance(Duration.ofMinutes(6));
        reserved("anna", accepting(Protocol.OCPP_16));
    }

    @Test
    void nobodyHasMoreThanFiveHoweverManyAreAskedForAtOnce() {
        var answers = IntStream.range(0, 12).mapToObj(i -> accepting(Protocol.OCPP_16)).toList().stream()
                .map(charger -> CompletableFuture.supplyAsync(() -> reserve("anna", body(charger))))
                .toList();

        assertThat(answers)
                .extracting(answer -> answer.join().status())
                .containsOnly(201, 409)
                .filteredOn(status -> status == 201)
                .hasSize(5);
    }

    @Test
    void whoReservedMayChargeThereAndNobodyElse() {
        var charger = accepting(Protocol.OCPP_16);
        var id = reserve("anna", "{\"connectorID\":%d,\"end\":1795345200}".formatted(charger))
                .object()
                .getInteger("reservationID");

        assertThat(conflict(session(charger, "bert")).reason()).isEqualTo(Reason.CONFLICT);
        var mine = session(charger, "anna");
        assertThat(registry.ask(ChargerEndpoints.PLACE_HOLD, mine).reservationID())
                .isEqualTo(id);
        assertThat(registry.ask(ChargerEndpoints.PLACE_HOLD, mine).reservationID())
                .isEqualTo(id);
        assertThat(registry.chargers.asked(charger)).hasSize(1);

        registry.ask(ChargerEndpoints.END_HOLD, new EndHold(id, HoldEnd.USED, mine.transactionID()));
        var used = http.as("anna", "GET", "/reservations/" + id, null).object();
        assertThat(used.getString("status")).isEqualTo("used");
        assertThat(used.getInteger("transactionID")).isEqualTo(mine.transactionID());
        assertThat(http.as("anna", "DELETE", "/reservations/" + id, null).code())
                .isEqualTo("reservationUsed");
    }

    @Test
    void aReservationOutlivesSessionsThatNobodyStartedOrThatWereGivenUp() {
        var charger = accepting(Protocol.OCPP_16);
        var id = reserve("anna", "{\"connectorID\":%d,\"end\":1795345200}".formatted(charger))
                .object()
                .getInteger("reservationID");
        var session = registry.ask(ChargerEndpoints.PLACE_HOLD, session(charger, "anna"));

        registry.clock.advance(Duration.ofMinutes(5));
        registry.ask(ChargerEndpoints.END_HOLD, new EndHold(session.reservationID(), HoldEnd.EXPIRED, 1));
        registry.ask(ChargerEndpoints.END_HOLD_OF, new EndHoldOf(1, HoldEnd.CANCELLED));
        registry.ask(ChargerEndpoints.END_HOLD, new EndHold(session.reservationID(), HoldEnd.CANCELLED, 1));
        assertThat(status(id)).isEqualTo("accepted");

        registry.chargers.answerCancel(charger, Verdict.ACCEPTED, "Accepted");
        assertThat(http.as("anna", "DELETE", "/reservations/" + id, null).status())
                .isEqualTo(204);
        assertThat(registry.chargers.cancelled(charger)).hasSize(1);
        assertThat(status(id)).isEqualTo("cancelled");
    }

    @Test
    void aSessionThatMayWaitForLongerHasTheChargerKeepTheConnectorForLonger() {
        var charger = accepting(Protocol.OCPP_16);
        var id = reserved("anna", charger).getInteger("reservationID");
        registry.clock.advance(Duration.ofMinutes(4));

        var session = session(charger, "anna");
        registry.ask(ChargerEndpoints.PLACE_HOLD, session);

        assertThat(registry.chargers.asked(charger))
                .hasSize(2)
                .last()
                .isEqualTo(new ReserveNow(charger, 1, session.expiryAt(), "FCanna", null, id, 300));
        assertThat(http.asAdmin("GET", "/reservations/" + id, null).object().getString("expiryDate"))
                .isEqualTo("2026-11-22T10:09:00.000Z");

        registry.clock.advance(Duration.ofMinutes(1));
        registry.chargers.refuse(charger, Reason.TIMED_OUT, "chargerTimeout");
        var later = session(charger, "anna");
        assertThat(registry.ask(ChargerEndpoints.PLACE_HOLD, later).reservationID())
                .isEqualTo(id);
        assertThat(status(id)).isEqualTo("accepted");
    }

    @Test
    void aChargerThatLostItsSocketCannotBeUsedByWhomItIsReservedForEither() {
        var charger = registry.charger("gone").connectorID();
        var admitted = registry.connect("gone", Protocol.OCPP_16);
        registry.chargers.answer(charger, Verdict.ACCEPTED, "Accepted");
        var id = reserved("anna", charger).getInteger("reservationID");
        registry.ask(
                ChargerEndpoints.DISCONNECTED,
                new Disconnected(charger, admitted.epoch(), "closedByCharger", 1000, registry.clock.instant()));

        assertThat(conflict(session(charger, "anna")).reason()).isEqualTo(Reason.OFFLINE);
        assertThat(status(id)).isEqualTo("accepted");
    }

    private int accepting(Protocol protocol) {
        var serialNumber = "people-" + CHARGERS.incrementAndGet();
        var charger = registry.charger(serialNumber).connectorID();
        registry.connect(serialNumber, protocol);
        registry.chargers.answer(charger, Verdict.ACCEPTED, "Accepted");
        return charger;
    }

    private PlaceHold session(int charger, String userID) {
        var until = registry.clock.instant().plusSeconds(300);
        return new PlaceHold(charger, 1, userID, "FC" + userID, null, until, SESSIONS.incrementAndGet(), 300);
    }

    private Refusal conflict(PlaceHold session) {
        return registry.refusal(ChargerEndpoints.PLACE_HOLD, session);
    }

    private static String body(int charger) {
        return "{\"connectorID\":" + charger + "}";
    }

    private Http.Answer reserve(String userID, String body) {
        return http.as(userID, "POST", "/reservations", body);
    }

    private JsonObject reserved(String userID, int charger) {
        var answer = reserve(userID, body(charger));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.object();
    }

    private String status(int reservationID) {
        return http.asAdmin("GET", "/reservations/" + reservationID, null)
                .object()
                .getString("status");
    }
}
