package com.flexicharge.launcher.oca;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Charging profiles: default, of a transaction, inside a remote start, cleared, and what becomes of them all. */
@ExtendWith(TestDatabaseExtension.class)
class ProfileCasesTest {
    @SuppressWarnings("NullAway.Init")
    static Bench bench;

    @BeforeAll
    static void start(TestDatabase database, @TempDir Path folder) {
        bench = Bench.start(database, folder, Map.of());
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private static final String SCHEDULE =
            "'chargingSchedule':{'duration':86400,'chargingRateUnit':'W','chargingSchedulePeriod':"
                    + "[{'startPeriod':0,'limit':11000,'numberPhases':3},{'startPeriod':3600,'limit':6000.5}]}";

    private static int stored(String description, String purpose) {
        var answer = bench.post(
                "/charging-profiles",
                "{'description':'" + description + "','profile':{'stackLevel':1,'chargingProfilePurpose':'" + purpose
                        + "','chargingProfileKind':'Absolute'," + SCHEDULE + "}}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().path("chargingProfileId").asInt();
    }

    private static String onTheWire(int profile, String transaction, String purpose) {
        return "{'chargingProfileId':" + profile + transaction + ",'stackLevel':1,'chargingProfilePurpose':'" + purpose
                + "','chargingProfileKind':'Absolute'," + SCHEDULE + "}";
    }

    @Test
    @Tag("TC_056")
    void defaultProfile() {
        try (var station = bench.booted()) {
            setsDefaultProfile(station, stored("default", "TxDefaultProfile"));
        }
    }

    private static void setsDefaultProfile(Station station, int profile) {
        var command =
                bench.operate(station, "SetChargingProfile", "{'connectorId':0,'chargingProfileId':" + profile + "}");
        station.gets(
                        "SetChargingProfile",
                        "{'connectorId':0,'csChargingProfiles':" + onTheWire(profile, "", "TxDefaultProfile") + "}")
                .answersStatus("Accepted");
        assertThat(command.join().path("state").asText()).isEqualTo("accepted");
        bench.until(
                appliedTo(station),
                applied -> applied.at("/0/chargingProfileId").asInt() == profile);
    }

    @Test
    @Tag("TC_057")
    void profileOfATransaction() {
        try (var station = bench.booted()) {
            var profile = stored("of a transaction", "TxProfile");
            var id = station.starts(1, "OCA1", 0, Bench.now(), "Accepted");
            var command = bench.operate(
                    station,
                    "SetChargingProfile",
                    "{'connectorId':1,'chargingProfileId':" + profile + ",'transactionId':" + id + "}");
            station.gets(
                            "SetChargingProfile",
                            "{'connectorId':1,'csChargingProfiles':"
                                    + onTheWire(profile, ",'transactionId':" + id, "TxProfile") + "}")
                    .answersStatus("Accepted");
            assertThat(command.join().path("state").asText()).isEqualTo("accepted");
            station.stops(id, "OCA1", 10, "Local");
        }
    }

    @Test
    @Tag("TC_059")
    void remoteStartWithAProfile() {
        try (var station = bench.booted()) {
            var profile = stored("of a remote start", "TxProfile");
            var command = bench.operate(
                    station,
                    "RemoteStartTransaction",
                    "{'connectorId':1,'idTag':'OCA1','chargingProfileId':" + profile + "}");
            station.gets(
                            "RemoteStartTransaction",
                            "{'connectorId':1,'idTag':'OCA1','chargingProfile':" + onTheWire(profile, "", "TxProfile")
                                    + "}")
                    .answersStatus("Accepted");
            assertThat(command.join().path("state").asText()).isEqualTo("accepted");
            station.starts(1, "OCA1", 0, Bench.now(), "Accepted");
            station.reports(1, "Charging");
            assertThat(station.socket().unread())
                    .as("no SetChargingProfile after it")
                    .isZero();
        }
    }

    @Test
    @Tag("TC_066")
    void compositeSchedule() {
        try (var station = bench.booted()) {
            var payload = "{'connectorId':1,'duration':300,'chargingRateUnit':'W'}";
            var command = bench.operate(station, "GetCompositeSchedule", payload);
            station.gets("GetCompositeSchedule", payload)
                    .answers("{'status':'Accepted','connectorId':1,'scheduleStart':'2026-01-02T03:04:05Z',"
                            + "'chargingSchedule':{'duration':300,'chargingRateUnit':'W','chargingSchedulePeriod':"
                            + "[{'startPeriod':0,'limit':11000}]}}");
            assertThat(command.join()
                            .at("/response/chargingSchedule/chargingSchedulePeriod/0/limit")
                            .toString())
                    .isEqualTo("11000");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "by id|{'id':$}",
                "by connector, purpose and level|{'connectorId':0,'chargingProfilePurpose':'TxDefaultProfile','stackLevel':1}",
                "all|{}"
            })
    @Tag("TC_067")
    void clearProfile(String name, String criteria) {
        try (var station = bench.booted()) {
            var profile = stored("cleared " + name, "TxDefaultProfile");
            setsDefaultProfile(station, profile);
            var payload = criteria.replace("$", Integer.toString(profile));
            var command = bench.operate(station, "ClearChargingProfile", payload);
            station.gets("ClearChargingProfile", payload).answersStatus("Accepted");
            assertThat(command.join().path("state").asText()).isEqualTo("accepted");
            bench.until(appliedTo(station), JsonNode::isEmpty);
        }
    }

    private static String appliedTo(Station station) {
        return "/chargers/" + station.connectorID() + "/charging-profiles";
    }
}
