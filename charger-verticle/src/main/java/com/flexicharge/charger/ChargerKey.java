package com.flexicharge.charger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A charger's password as bytes, 16 to 20 of them (OCPP 1.6 security whitepaper, AuthorizationKey). It is written as text or as hex,
 * and both mean the same: 16 to 20 characters can only be text, 32 to 40 only hex.
 */
public final class ChargerKey {
    public static final String RULE = "must have 16 to 20 bytes, as text or as hex";

    private static final int MIN_BYTES = 16;
    private static final int MAX_BYTES = 20;

    /** As long as OCPP lets an AuthorizationKey be, 20 bytes written as hex. */
    private static final int MAX_BEARABLE_BYTES = 40;

    static final String BEARABLE = "must have 1 to " + MAX_BEARABLE_BYTES + " bytes";
    private static final Pattern ANY_HEX = Pattern.compile("([0-9a-fA-F]{2})+");
    private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2}){%d,%d}".formatted(MIN_BYTES, MAX_BYTES));

    private ChargerKey() {}

    public static boolean isOne(String written) {
        return of(written).isPresent();
    }

    /** Empty when the text is no such password. */
    static Optional<byte[]> of(String written) {
        return HEX.matcher(written).matches()
                ? Optional.of(HexFormat.of().parseHex(written))
                : Optional.of(written.getBytes(StandardCharsets.UTF_8)).filter(ChargerKey::fits);
    }

    /** Whether it can be kept although it is no such password: a charger that accepted it must not be locked out. */
    static boolean isBearable(String written) {
        var length = written.getBytes(StandardCharsets.UTF_8).length;
        return length >= 1 && length <= MAX_BEARABLE_BYTES;
    }

    /** The bytes that stand for a password of any length: hex where it can be hex, except for 16 to 20 characters. */
    static byte[] bearable(String written) {
        return of(written)
                .orElseGet(() -> ANY_HEX.matcher(written).matches()
                        ? HexFormat.of().parseHex(written)
                        : written.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What a password sent with HTTP Basic may mean. A charger may send the bytes themselves, which need not be UTF-8: then each
     * character stands for one byte.
     */
    static List<byte[]> readings(String sent) {
        var readings = new ArrayList<byte[]>(3);
        if (sent.isEmpty() || sent.length() > MAX_BEARABLE_BYTES) {
            return readings;
        }
        addNew(readings, bearable(sent));
        addNew(readings, sent.getBytes(StandardCharsets.UTF_8));
        if (sent.chars().allMatch(character -> character <= 0xFF)) {
            addNew(readings, sent.getBytes(StandardCharsets.ISO_8859_1));
        }
        return readings;
    }

    private static void addNew(List<byte[]> readings, byte[] reading) {
        if (readings.stream().noneMatch(known -> Arrays.equals(known, reading))) {
            readings.add(reading);
        }
    }

    private static boolean fits(byte[] bytes) {
        return bytes.length >= MIN_BYTES && bytes.length <= MAX_BYTES;
    }
}
