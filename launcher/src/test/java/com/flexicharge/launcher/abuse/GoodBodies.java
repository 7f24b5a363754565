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

    private static final String SIGN_IN = "{\"username\":\"nobody@example.org\",\"password\":\"Charge-4-me\"}";
    private static final String FORCED =
            "{\"username\":\"nobody@example.org\",\"password\":\"Charge-4-me\",\"session\":\"s\"}";
    private static final String PERSON =
            "{\"username\":\"p@example.org\",\"password\":\"Charge-4-me\",\"name\":\"n\",\"family_name\":\"f\"}";
    private static final String ATTRIBUTES = "{\"userAttributes\":[{\"Name\":\"name\",\"Value\":\"v\"}]}";

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
            Map.entry("PUT /tariffs", "[{\"hour\":\"2026-11-22T10:00:00Z\",\"price\":1}]"),
            Map.entry("PUT /tariffs/default", "{\"price\":1}"),
            Map.entry("POST /invoices", "{\"userID\":\"u\",\"month\":\"2026-11\"}"),
            Map.entry("PUT /invoices/{invoiceID}", "{\"status\":\"paid\"}"),
            Map.entry(
                    "POST /auth/sign-up",
                    "{\"username\":\"a@example.org\",\"password\":\"Charge-4-me\",\"name\":\"n\",\"family_name\":\"f\"}"),
            Map.entry("POST /auth/verify", "{\"username\":\"a@example.org\",\"code\":\"123456\"}"),
            Map.entry("POST /auth/sign-in", SIGN_IN),
            Map.entry("POST /admin/sign-in", SIGN_IN),
            Map.entry("POST /auth/forgot-password/{username}", "{}"),
            Map.entry(
                    "POST /auth/confirm-forgot-password",
                    "{\"username\":\"a@example.org\",\"password\":\"Charge-4-me\",\"confirmationCode\":\"123456\"}"),
            Map.entry(
                    "POST /auth/change-password",
                    "{\"accessToken\":\"t\",\"previousPassword\":\"p\",\"newPassword\":\"Charge-4-me\"}"),
            Map.entry("POST /auth/force-change-password", FORCED),
            Map.entry("POST /admin/force-change-password", FORCED),
            Map.entry("POST /auth/delete-user", "{}"),
            Map.entry(
                    "PUT /auth/user-information",
                    "{\"firstName\":\"f\",\"lastName\":\"l\",\"phoneNumber\":\"p\",\"streetAddress\":\"s\","
                            + "\"zipCode\":\"z\",\"city\":\"c\",\"country\":\"c\"}"),
            Map.entry("POST /admin/users", PERSON),
            Map.entry("POST /admin", PERSON),
            Map.entry("PUT /admin/users/{username}", ATTRIBUTES),
            Map.entry("PUT /admin/{username}", ATTRIBUTES),
            Map.entry("PUT /admin/users/{username}/enable", "{}"),
            Map.entry("PUT /admin/users/{username}/disable", "{}"),
            Map.entry("PUT /admin/{username}/enable", "{}"),
            Map.entry("PUT /admin/{username}/disable", "{}"),
            Map.entry("POST /admin/set-user-password", SIGN_IN),
            Map.entry("POST /admin/set-admin-password", SIGN_IN),
            Map.entry("POST /admin/reset-user-password/{username}", "{}"),
            Map.entry("POST /live/tickets", "{}"),
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
