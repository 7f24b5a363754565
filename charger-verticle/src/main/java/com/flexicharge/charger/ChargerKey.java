package com.flexicharge.charger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /**
     * What a password sent with HTTP Basic may mean. A charger may send the bytes themselves, which need not be UTF-8: then each
     * character stands for one byte.
     */
    static List<byte[]> readings(String sent) {
        var readings = new ArrayList<byte[]>(2);
        of(sent).ifPresent(readings::add);
        var isAscii = sent.chars().allMatch(character -> character < 0x80);
        if (!isAscii && sent.chars().allMatch(character -> character <= 0xFF)) {
            Optional.of(sent.getBytes(StandardCharsets.ISO_8859_1))
                    .filter(ChargerKey::fits)
                    .ifPresent(readings::add);
        }
        return readings;
    }

    private static boolean fits(byte[] bytes) {
        return bytes.length >= MIN_BYTES && bytes.length <= MAX_BYTES;
    }
}
