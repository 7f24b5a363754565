package com.flexicharge.launcher.abuse;

import java.util.List;

/** What no honest client sends. */
final class Nasty {
    /** Segments of a path where a number belongs, as they go over the wire. */
    static final List<String> NUMBERS =
            List.of("0", "-1", "1e3", "2147483648", "9".repeat(400), "%D9%A3", "1%00", "1;x=1", "%27%20OR%201%3D1--");

    /** Segments of a path where a text belongs, as they go over the wire. */
    static final List<String> TEXTS = List.of(
            "%00",
            "abc%00def",
            "%0d%0aX-Evil:%201",
            "%C0%AF",
            "%ED%A0%80",
            "%zz",
            "%2e%2e",
            "..%2f..%2fetc%2fpasswd",
            "%27%29%3Bdrop%20table%20x%3B--",
            "%F0%9F%98%80",
            "a".repeat(500),
            "%25");

    /** Values of a filter, as they go over the wire. */
    static final List<String> FILTERS = List.of(
            "-1",
            "2147483647",
            "9".repeat(400),
            "a%00",
            "%27%20OR%20%271%27%3D%271",
            "%25_%5C%27",
            "%F0%9F%98%80",
            "-999999999-01-01T00%3A00%3A00Z",
            "253402300799",
            "a".repeat(500));

    /** Every filter some route may know; which one does, the test finds out. */
    static final List<String> FILTER_NAMES = List.of(
            "id",
            "connectorID",
            "serialNumber",
            "connector",
            "userID",
            "idTag",
            "parentIdTag",
            "blocked",
            "state",
            "active",
            "suspect",
            "isPaid",
            "from",
            "to",
            "limit",
            "order",
            "cursor",
            "kind",
            "reason",
            "resolved",
            "status",
            "connected",
            "chargePointID",
            "q",
            "registration",
            "action",
            "direction",
            "messageType",
            "messageId",
            "transactionID",
            "description",
            "purpose",
            "wait",
            "ttl",
            "scope",
            "type",
            "since",
            "month");

    /** Values of a member, as JSON. */
    static final List<String> MEMBERS = List.of(
            "\"a\\u0000b\"",
            "\"a\\udfff\\ud800\"",
            "\"\"",
            "\"" + "å".repeat(600) + "\"",
            "\"'); drop table charger.chargers; --\\r\\nX-Evil: 1\"",
            "\"😀😀\"",
            "-1",
            "9223372036854775807",
            "9".repeat(400),
            "1e999999",
            "-1e-999999",
            "true",
            "[1e999999,1e999999]",
            "[\"\\u0000\"]",
            "{\"\\u0000\":{\"a\":1e400}}",
            "[".repeat(500) + "]".repeat(500));

    /** Whole bodies. Latin-1 stands for single bytes. */
    static final List<String> BODIES = List.of(
            "{",
            "{}}",
            "{\"a\":NaN}",
            "{\"a\":Infinity}",
            "{\"a\":01}",
            "{\"a\":\"\\ud800\"}",
            "{\"\\udc00\":1}",
            "\u00fe\u00ff\u0000{\u0000}",
            "{'a':1}",
            "{\"a\":" + "1".repeat(1001) + "}",
            "[".repeat(100_000),
            "{\"a\":".repeat(2000),
            "{\"a\":\"\u00ff\"}",
            "{\"a\":\"\u00c0\u00af\"}",
            "\u0000",
            "\u001f\u008b\u0008");

    private Nasty() {}
}
