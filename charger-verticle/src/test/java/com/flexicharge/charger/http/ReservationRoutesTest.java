package com.flexicharge.charger.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.charger.RunningRegistry;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.Holds.PlaceHold;
import com.flexicharge.shared.contract.charger.ReservationEndpoints;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.MakeReservation;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.ReservationAnswered;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.UseReservation;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.CancelReservation;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.Verdict;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReservationRoutesTest {
    private RunningRegistry registry;
    private Http http;
    private final AtomicInteger numbers = new AtomicInteger();

    @BeforeAll
    void start(TestDatabase database) {
        registry = RunningRegistry.start(database);
        http = new Http(registry);
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @Test
    void aReservationIsShownWhole() {
        var charger = charger("shown", Protocol.OCPP_16);
        var mine = hold(charger, "somebody", "MyTag");
        registry.ask(
                ReservationEndpoints.USE_RESERVATION,
                new UseReservation(charger, mine, 10_017, registry.clock.instant()));
        var expected = new JsonObject("""
                {"reservationID":%d,"connectorID":%d,"serialNumber":"shown","connector":1,"userID":"somebody",
                 "idTag":"MyTag","parentIdTag":null,"status":"used","expiryDate":"2026-11-22T10:05:00.000Z",
                 "startTimestamp":1795341600,"endTimestamp":1795341900,"transactionID":10017,
                 "createdAt":"2026-11-22T10:00:00.000Z"}""".formatted(mine, charger));

        assertThat(http.asUser("GET", "/reservations/" + mine, null).object()).isEqualTo(expected);
        assertThat(http.asAdmin("GET", "/reservations/" + mine, null).object()).isEqualTo(expected);
        assertThat(http.asUser("GET", "/reservations?connectorID=" + charger, null)
                        .array())
                .containsExactly(expected);
    }

    @Test
    void peopleSeeTheirOwnAndAdminsAll() {
        var charger = charger("seen", Protocol.OCPP_16);
        var mine = hold(charger, "somebody", "Mine");
        http.asUser("DELETE", "/reservations/" + mine, null);
        var theirs = hold(charger, "else", "Theirs");
        var operators = operators(charger, 7);

        assertThat(ids(http.asUser("GET", "/reservations?serialNumber=seen", null)))
                .containsExactly(mine);
        assertThat(ids(http.asUser("GET", "/reservations/chargerReservation/" + charger, null)))
                .containsExactly(mine);
        assertThat(ids(http.asUser("GET", "/reservations/userReservation/somebody", null)))
                .contains(mine);
        assertThat(ids(http.asAdmin("GET", "/reservations?serialNumber=seen", null)))
                .containsExactly(mine, theirs, operators);
        assertThat(ids(http.asAdmin("GET", "/reservations/chargerReservation/" + charger + "?order=desc", null)))
                .containsExactly(operators, theirs, mine);
        assertThat(ids(http.asAdmin("GET", "/reservations/userReservation/else", null)))
                .containsExactly(theirs);

        assertThat(http.asUser("GET", "/reservations/" + theirs, null).code()).isEqualTo("notOwner");
        assertThat(http.asUser("GET", "/reservations/" + operators, null).code())
                .isEqualTo("notOwner");
        assertThat(http.asUser("DELETE", "/reservations/" + theirs, null).code())
                .isEqualTo("notOwner");
        assertThat(http.asUser("GET", "/reservations/userReservation/else", null)
                        .code())
                .isEqualTo("notOwner");
        assertThat(http.asUser("GET", "/reservations?userID=else", null).status())
                .isEqualTo(403);
    }

    @Test
    void everyFilterIsApplied() {
        var charger = charger("filtered", Protocol.OCPP_16);
        var operators = operators(charger, 1);
        var held = hold(charger, "filtered-user", "HeldTag");
        registry.ask(
                ReservationEndpoints.USE_RESERVATION, new UseReservation(charger, held, 1, registry.clock.instant()));

        for (var filter : List.of("connector=0", "idTag=OPTAG", "status=accepted", "id=" + operators)) {
            assertThat(ids(http.asAdmin("GET", "/reservations?serialNumber=filtered&" + filter, null)))
                    .as(filter)
                    .containsExactly(operators);
        }
        for (var filter : List.of("connector=1", "idTag=heldtag", "status=used", "userID=filtered-user")) {
            assertThat(ids(http.asAdmin("GET", "/reservations?connectorID=" + charger + "&" + filter, null)))
                    .as(filter)
                    .containsExactly(held);
        }
    }

    @Test
    void aListGoesOnWhereItsLinkSays() {
        var charger = charger("paged", Protocol.OCPP_16);
        var first = operators(charger, 1);
        var second = operators(charger, 2);

        var page = http.asAdmin("GET", "/reservations?limit=1&connectorID=" + charger, null);

        assertThat(ids(page)).containsExactly(first);
        var next = page.header("link").replaceAll("^<([^>]*)>.*$", "$1");
        assertThat(ids(http.asAdmin("GET", next, null))).containsExactly(second);
    }

    @ParameterizedTest(name = "{0} {1} is {2} {3}")
    @CsvSource({
        "GET, /reservations/x, 400, invalidReservationID",
        "GET, /reservations/2147483647, 404, reservationNotFound",
        "DELETE, /reservations/2147483647, 404, reservationNotFound",
        "GET, /reservations?status=Used, 400, invalidStatus",
        "GET, /reservations?connectorID=x, 400, invalidConnectorID",
        "GET, /reservations?cursor=x, 400, invalidCursor",
        "GET, /reservations/chargerReservation/424242, 404, chargerNotFound"
    })
    void whatDoesNotFitIsSaid(String method, String path, int status, String code) {
        var answer = http.asAdmin(method, path, null);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(http.asNobody(method, path, null).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"ACCEPTED, Accepted", "REJECTED, Rejected", "FAILED, NotImplemented"})
    void givingUpIsToldToTheChargerAndFreesOurBooksWhateverItSays(Verdict verdict, String word) {
        var charger = charger("gives-up-" + word, Protocol.OCPP_16);
        var mine = hold(charger, "somebody", "Tag");
        registry.chargers.answerCancel(charger, verdict, word);

        var answer = http.asUser("DELETE", "/reservations/" + mine, null);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(registry.chargers.cancelled(charger)).containsExactly(new CancelReservation(charger, mine, 300));
        assertThat(status(mine)).isEqualTo("cancelled");
        assertThat(http.asUser("DELETE", "/reservations/" + mine, null).status())
                .isEqualTo(204);
        assertThat(registry.chargers.cancelled(charger)).hasSize(1);
    }

    @Test
    void anOperatorsReservationIsGivenUpUnderItsOwnNumber() {
        var charger = charger("own-number", Protocol.OCPP_16);
        var made = operators(charger, 4711);
        registry.chargers.answerCancel(charger, Verdict.ACCEPTED, "Accepted");

        assertThat(http.asAdmin("DELETE", "/reservations/" + made, null).status())
                .isEqualTo(204);

        assertThat(registry.chargers.cancelled(charger)).containsExactly(new CancelReservation(charger, 4711, 300));
    }

    @Test
    void aSilentChargerKeepsItsReservationAndOneThatIsAwayDoesNot() {
        var charger = charger("silent", Protocol.OCPP_16);
        var mine = hold(charger, "somebody", "Tag");

        registry.chargers.refuseCancel(charger, Reason.TIMED_OUT, "chargerTimeout");
        var silent = http.asUser("DELETE", "/reservations/" + mine, null);
        assertThat(silent.status()).isEqualTo(504);
        assertThat(silent.code()).isEqualTo("chargerTimeout");
        assertThat(status(mine)).isEqualTo("accepted");

        registry.chargers.refuseCancel(charger, Reason.OFFLINE, "chargerOffline");
        assertThat(http.asUser("DELETE", "/reservations/" + mine, null).status())
                .isEqualTo(204);
        assertThat(status(mine)).isEqualTo("cancelled");
    }

    @Test
    void chargersThatDoNotUnderstandItAreNotAsked() {
        var charger = charger("flexi", Protocol.FLEXICHARGE);
        var mine = hold(charger, "somebody", "Tag");

        assertThat(http.asUser("DELETE", "/reservations/" + mine, null).status())
                .isEqualTo(204);

        assertThat(registry.chargers.cancelled(charger)).isEmpty();
        assertThat(status(mine)).isEqualTo("cancelled");
    }

    @Test
    void whatWasUsedCannotBeGivenUp() {
        var charger = charger("used-up", Protocol.OCPP_16);
        var mine = hold(charger, "somebody", "Tag");
        registry.ask(
                ReservationEndpoints.USE_RESERVATION, new UseReservation(charger, mine, 1, registry.clock.instant()));

        var answer = http.asUser("DELETE", "/reservations/" + mine, null);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("reservationUsed");
    }

    private int charger(String serialNumber, Protocol protocol) {
        var charger = registry.charger(serialNumber).connectorID();
        registry.connect(serialNumber, protocol);
        registry.chargers.answer(charger, Verdict.ACCEPTED, "Accepted");
        return charger;
    }

    private int hold(int charger, String userID, String idTag) {
        var wanted = new PlaceHold(
                charger,
                1,
                userID,
                idTag,
                null,
                registry.clock.instant().plusSeconds(300),
                numbers.incrementAndGet(),
                100);
        return registry.ask(ChargerEndpoints.PLACE_HOLD, wanted).reservationID();
    }

    private int operators(int charger, int wireNumber) {
        var now = registry.clock.instant();
        var made = registry.ask(
                ReservationEndpoints.MAKE_RESERVATION,
                new MakeReservation(
                        charger,
                        0,
                        "OpTag",
                        null,
                        now.plusSeconds(600),
                        wireNumber,
                        "cmd_" + numbers.incrementAndGet(),
                        now));
        registry.ask(
                ReservationEndpoints.RESERVATION_ANSWERED, new ReservationAnswered(made.reservationID(), true, now));
        return made.reservationID();
    }

    private String status(int reservationID) {
        return http.asAdmin("GET", "/reservations/" + reservationID, null)
                .object()
                .getString("status");
    }

    private static List<Integer> ids(Http.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.array().stream()
                .map(JsonObject.class::cast)
                .map(reservation -> reservation.getInteger("reservationID"))
                .toList();
    }
}
