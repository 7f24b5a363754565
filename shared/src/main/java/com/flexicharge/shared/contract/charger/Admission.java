package com.flexicharge.shared.contract.charger;

import com.flexicharge.shared.contract.Protocol;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who holds a charger's socket: at most one (node, epoch). */
public interface Admission {
    /**
     * A socket asks to be its charger's only one. A charger that has a password is admitted with it only; who lacks it never
     * displaces who had it. Admitting raises the epoch; an older socket is closed by the node that holds it.
     *
     * @param node           that holds the socket
     * @param basicUser      user of HTTP Basic credentials; absent when none were sent
     * @param basicPassword  password as sent; never logged
     */
    record Admit(
            String serialNumber,
            Protocol protocol,
            String node,
            String remoteAddress,
            @Nullable String basicUser,
            @Nullable String basicPassword,
            Instant at) {
        @Override
        public String toString() {
            return "Admit[" + serialNumber + " from " + remoteAddress + " on " + node + "]";
        }
    }

    /**
     * The charger is this socket's, until a higher epoch is admitted.
     *
     * @param bootedBefore it was accepted on an earlier socket, so it may go on without BootNotification
     * @param rules        of {@link QuirkEndpoints#RULES}: its own, and those of the make it booted as last
     */
    record Admitted(int connectorID, long epoch, Registration registration, boolean bootedBefore, Set<String> rules) {
        public Admitted {
            rules = Set.copyOf(rules);
        }
    }

    /**
     * The socket is gone. Changes nothing when a higher epoch holds the charger by now.
     *
     * @param cause like {@code closedByCharger}, {@code idle}, {@code replaced}, {@code drained}
     */
    record Disconnected(
            int connectorID,
            long epoch,
            String cause,
            @Nullable Integer closeCode,
            Instant at) {}

    /** What a BootNotification tells of the charger; every member absent when it did not say. */
    record Boot(
            int connectorID,
            long epoch,
            @Nullable String vendor,
            @Nullable String model,
            @Nullable String firmwareVersion,
            @Nullable String chargePointSerialNumber,
            @Nullable String chargeBoxSerialNumber,
            @Nullable String iccid,
            @Nullable String imsi,
            @Nullable String meterType,
            @Nullable String meterSerialNumber,
            Instant at) {}

    /**
     * The answer to a boot.
     *
     * @param pricePerKwhOre what a user would pay now at this charger, öre per kWh; FlexiCharge displays show it; 0 on strict
     *                       OCPP, whose chargers are not told
     * @param rules          of {@link QuirkEndpoints#RULES}: its own, and those of the make it has just told; they hold from here on
     */
    record Booted(Registration registration, int pricePerKwhOre, Set<String> rules) {
        public Booted {
            rules = Set.copyOf(rules);
        }
    }

    /** Chargers heard of since the last such message; kept as last seen. At most 1,000 at a time. */
    record Seen(List<LastSeen> chargers) {
        public Seen {
            chargers = List.copyOf(chargers);
        }
    }

    record LastSeen(int connectorID, Instant at) {}

    record WhereConnected(int connectorID) {}

    /** Where a charger's socket is; a charger that is not connected is refused with {@code OFFLINE chargerOffline}. */
    record Connection(int connectorID, String serialNumber, String node, long epoch, Protocol protocol) {}
}
