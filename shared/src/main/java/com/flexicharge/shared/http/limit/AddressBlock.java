package com.flexicharge.shared.http.limit;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.HexFormat;

/** Which addresses count as one caller. */
final class AddressBlock {
    private static final int IPV4_BYTES = 4;
    private static final int BYTES_OF_64_BITS = 8;
    /** {@code ::ffff:0:0/96}: an IPv4 address as a socket for both kinds shows it. */
    private static final byte[] IPV4_IN_IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private AddressBlock() {}

    /** An IPv4 address alone; of IPv6 the first 64 bits, because every line has that many addresses and may use each once. */
    static String of(String address) {
        int zone = address.indexOf('%');
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(zone < 0 ? address : address.substring(0, zone));
        if (bytes == null) {
            return "no address";
        }
        return HexFormat.of().formatHex(block(bytes));
    }

    private static byte[] block(byte[] bytes) {
        if (bytes.length == IPV4_BYTES) {
            return bytes;
        }
        int prefix = IPV4_IN_IPV6.length;
        return Arrays.equals(bytes, 0, prefix, IPV4_IN_IPV6, 0, prefix)
                ? Arrays.copyOfRange(bytes, prefix, bytes.length)
                : Arrays.copyOf(bytes, BYTES_OF_64_BITS);
    }
}
