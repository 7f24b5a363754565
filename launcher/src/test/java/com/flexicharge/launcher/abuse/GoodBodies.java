package com.flexicharge.launcher.abuse;

import java.util.Map;
import java.util.Optional;

/** For each route that takes a body, one it takes: spoilt member by member, each reaches as far into the server as it can. */
final class GoodBodies {
    private static final String PROFILE = """
            {"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Recurring",\
            "recurrencyKind":"Daily","chargingSchedule":{"startSchedule":"2026-01-02T00:00:00Z","chargingRateUnit":"W",\
            "chargingSchedulePeriod":[{"startPeriod":0,"limit":11000}]}}""";

    static final String PROFILES = "{\"description\":\"d\",\"profile\":" + PROFILE + "}";

    private static final Map<String, String> BY_ROUTE = Map.ofEntries(
            Map.entry(
                    "POST /chargers",
                    "{\"chargePointID\":1,\"serialNumber\":\"abuse1\",\"location\":[57.7,14.1],\"status\":\"Available\"}"),
            Map.entry(
                    "PUT /chargers/{connectorID}",
                    "{\"chargePointID\":1,\"serialNumber\":\"abuse2\",\"location\":[57.7,14.1],\"status\":\"Available\"}"),
            Map.entry(
                    "PUT /chargers/serial/{serialNumber}",
                    "{\"chargePointID\":1,\"location\":[57.7,14.1],\"status\":\"Available\"}"),
            Map.entry(
                    "PUT /chargers/{connectorID}/credentials",
                    "{\"password\":\"0123456789abcdef\",\"securityProfile\":1}"),
            Map.entry("PUT /chargers/{connectorID}/quirks", "{\"rules\":[\"noPing\"]}"),
            Map.entry(
                    "PUT /quirk-rules",
                    "[{\"vendor\":\"v\",\"model\":\"m\",\"firmwareVersion\":\"1\",\"rules\":[\"noPing\"]}]"),
            Map.entry("POST /chargers/{connectorID}/operations/{action}", "{\"vendorId\":\"v\",\"data\":\"x\"}"),
            Map.entry(
                    "POST /chargers/serial/{serialNumber}/operations/{action}", "{\"vendorId\":\"v\",\"data\":\"x\"}"),
            Map.entry(
                    "POST /chargePoints",
                    "{\"name\":\"abuse\",\"location\":[57.7,14.1],\"address\":\"a\",\"price\":1,\"klarnaReservationAmount\":1}"),
            Map.entry(
                    "PUT /chargePoints/{chargePointID}",
                    "{\"name\":\"abuse2\",\"location\":[57.7,14.1],\"address\":\"a\",\"price\":1,\"klarnaReservationAmount\":1}"),
            Map.entry("POST /charging-profiles", PROFILES),
            Map.entry(
                    "PUT /charging-profiles/{chargingProfileID}",
                    "{\"description\":\"d\",\"profile\":" + PROFILE + "}"),
            Map.entry(
                    "PUT /id-tags/{tag}",
                    "{\"blocked\":false,\"expiryDate\":2000000000,\"parentIdTag\":\"other\",\"userID\":\"u\","
                            + "\"maxActiveTransactions\":1,\"note\":\"n\"}"),
            Map.entry("POST /reservations", "{\"connectorID\":100003,\"connector\":1}"),
            Map.entry("POST /transactions", "{\"connectorID\":100003,\"connector\":1,\"paymentType\":\"invoice\"}"),
            Map.entry("PUT /transactions/start/{transactionID}", "{\"authorization_token\":\"t\"}"),
            Map.entry("PUT /transactions/stop/{transactionID}", "{\"authorization_token\":\"t\"}"),
            Map.entry("PUT /transactions/{transactionID}/payment", "{\"paymentID\":\"p\",\"isPaid\":true}"),
            Map.entry("POST /transactions/{transactionID}/close", "{\"reason\":\"r\",\"meterStop\":5}"),
            Map.entry("POST /transactions/unmatched/{unmatchedID}/resolve", "{\"discard\":true,\"note\":\"n\"}"));

    private GoodBodies() {}

    static Optional<String> of(RegisteredRoutes.Known route) {
        return Optional.ofNullable(BY_ROUTE.get(route.toString()));
    }
}
