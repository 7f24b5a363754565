package com.flexicharge.charger;

import static com.flexicharge.shared.contract.transaction.IdTagInfo.Status.ACCEPTED;
import static com.flexicharge.shared.contract.transaction.IdTagInfo.Status.BLOCKED;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.LocalListEndpoints;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.Entry;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.GetLocalList;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.ListAccepted;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.LocalList;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.VersionRead;
import com.flexicharge.shared.contract.transaction.IdTagInfo;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The lists by which chargers let people charge without asking us. */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalListTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private RunningRegistry registry;

    @BeforeAll
    void start(TestDatabase database) {
        registry = RunningRegistry.start(database);
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @Test
    void aChargerNobodyAskedHasNoVersionAndNoEntries() {
        var id = registry.charger("list-never").connectorID();

        assertThat(list(id)).isEqualTo(new LocalList(null, List.of(), null));
    }

    @Test
    void aFullListReplacesTheOneBefore() {
        var id = registry.charger("list-full").connectorID();
        accept(id, "cmd_1", 1, true, NOW, on("OLD"), on("Both"));

        var info = new IdTagInfo(BLOCKED, Instant.parse("2027-01-01T00:00:00Z"), "Parent");
        accept(id, "cmd_2", 2, true, NOW.plusSeconds(1), new Entry("both", info), on("New"));

        assertThat(list(id))
                .isEqualTo(new LocalList(2, List.of(new Entry("both", info), on("New")), NOW.plusSeconds(1)));
    }

    @Test
    void aDifferentialListAddsChangesAndTakesOffAndLeavesTheRest() {
        var id = registry.charger("list-differential").connectorID();
        accept(id, "cmd_1", 1, true, NOW, on("Stays"), on("Changes"), on("Goes"));

        accept(id, "cmd_2", 2, false, NOW.plusSeconds(1), off("GOES"), off("Unheard"), blocked("CHANGES"), on("Comes"));

        assertThat(list(id).entries()).containsExactly(blocked("CHANGES"), on("Comes"), on("Stays"));
        assertThat(list(id).listVersion()).isEqualTo(2);
    }

    @Test
    void aListToldAgainOrAfterALaterOneChangesNothing() {
        var id = registry.charger("list-again").connectorID();
        accept(id, "cmd_1", 1, true, NOW, on("First"));
        accept(id, "cmd_2", 2, false, NOW.plusSeconds(2), on("Second"));

        accept(id, "cmd_1", 1, true, NOW, on("First"));
        accept(id, "cmd_2", 2, false, NOW.plusSeconds(2), off("First"));
        accept(id, "cmd_0", 9, true, NOW.plusSeconds(1), on("Late"));

        assertThat(list(id)).isEqualTo(new LocalList(2, List.of(on("First"), on("Second")), NOW.plusSeconds(2)));
    }

    @Test
    void aTagNamedTwiceCountsAsNamedLast() {
        var id = registry.charger("list-twice").connectorID();

        accept(id, "cmd_1", 1, true, NOW, on("Tag"), blocked("TAG"));

        assertThat(list(id).entries()).containsExactly(blocked("TAG"));
    }

    @Test
    void theVersionIsWhatTheChargerSaidLast() {
        var id = registry.charger("list-version").connectorID();
        version(id, 7, NOW);
        assertThat(list(id)).isEqualTo(new LocalList(7, List.of(), null));

        accept(id, "cmd_1", 8, true, NOW.plusSeconds(2), on("Tag"));
        version(id, 5, NOW.plusSeconds(1));
        assertThat(list(id)).isEqualTo(new LocalList(8, List.of(on("Tag")), NOW.plusSeconds(2)));

        version(id, 0, NOW.plusSeconds(3));
        assertThat(list(id)).isEqualTo(new LocalList(0, List.of(), NOW.plusSeconds(2)));

        version(id, -1, NOW.plusSeconds(4));
        assertThat(list(id).listVersion()).isEqualTo(-1);
    }

    @Test
    void moreThanAHundredThousandEntriesAreRefusedAndNothingChanges() {
        var id = registry.charger("list-long").connectorID();
        for (int part = 0; part < 4; part++) {
            var entries = IntStream.range(part * 25_000, (part + 1) * 25_000)
                    .mapToObj(i -> on("T" + i))
                    .toArray(Entry[]::new);
            accept(id, "cmd_" + part, 1 + part, false, NOW.plusSeconds(part), entries);
        }

        assertThat(refused(id, "cmd_5", 5, on("OneMore")).code()).isEqualTo("tooManyEntries");

        assertThat(list(id).listVersion()).isEqualTo(4);
        assertThat(list(id).entries()).hasSize(100_000);
    }

    @Test
    void aTagThatIsNoneIsRefused() {
        var id = registry.charger("list-bad").connectorID();

        assertThat(refused(id, "cmd_1", 1, on("")).code()).isEqualTo("invalidIdTag");
        assertThat(refused(id, "cmd_1", 1, on("x".repeat(21))).code()).isEqualTo("invalidIdTag");
        assertThat(list(id).listVersion()).isNull();
    }

    @Test
    void aChargerThatIsUnknownOrRemovedHasNoList() {
        var id = registry.charger("list-removed").connectorID();
        registry.ask(ChargerEndpoints.REMOVE_CHARGER, new ChargerEndpoints.RemoveCharger(id));

        assertThat(registry.refusal(LocalListEndpoints.GET_LOCAL_LIST, new GetLocalList(id))
                        .code())
                .isEqualTo("chargerNotFound");
        assertThat(refused(id, "cmd_1", 1, on("Tag")).code()).isEqualTo("chargerNotFound");
        assertThat(registry.refusal(LocalListEndpoints.LIST_VERSION_READ, new VersionRead(999_999, 1, NOW))
                        .code())
                .isEqualTo("chargerNotFound");
    }

    private static Entry on(String idTag) {
        return new Entry(idTag, new IdTagInfo(ACCEPTED, null, null));
    }

    private static Entry blocked(String idTag) {
        return new Entry(idTag, new IdTagInfo(BLOCKED, null, null));
    }

    private static Entry off(String idTag) {
        return new Entry(idTag, null);
    }

    private void accept(int connectorID, String commandID, int version, boolean full, Instant at, Entry... entries) {
        registry.ask(
                LocalListEndpoints.LIST_ACCEPTED,
                new ListAccepted(connectorID, commandID, version, full, List.of(entries), at));
    }

    private Refusal refused(int connectorID, String commandID, int version, Entry entry) {
        return registry.refusal(
                LocalListEndpoints.LIST_ACCEPTED,
                new ListAccepted(connectorID, commandID, version, false, List.of(entry), NOW.plusSeconds(9)));
    }

    private void version(int connectorID, int version, Instant at) {
        registry.ask(LocalListEndpoints.LIST_VERSION_READ, new VersionRead(connectorID, version, at));
    }

    private LocalList list(int connectorID) {
        return registry.ask(LocalListEndpoints.GET_LOCAL_LIST, new GetLocalList(connectorID));
    }
}
