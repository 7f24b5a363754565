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
     * @param node                 that holds the socket
     * @param basicUser            user of HTTP Basic credentials; absent when none were sent
     * @param basicPassword        password as sent; never logged
     * @param leastSecurityProfile 0…3, what the door itself asks for; the charger's own may be higher
     */
    record Admit(
            String serialNumber,
            Protocol protocol,
            String node,
            String remoteAddress,
            @Nullable String basicUser,
            @Nullable String basicPassword,
            Transport transport,
            int leastSecurityProfile,
            Instant at) {
        /** Without TLS, through a door that asks for nothing itself. */
        public Admit(
                String serialNumber,
                Protocol protocol,
                String node,
                String remoteAddress,
                @Nullable String basicUser,
                @Nullable String basicPassword,
                Instant at) {
            this(serialNumber, protocol, node, remoteAddress, basicUser, basicPassword, Transport.PLAIN, 0, at);
        }

        @Override
        public String toString() {
            return "Admit[" + serialNumber + " from " + remoteAddress + " on " + node + "]";
        }
    }

    /**
     * How a socket came in.
     *
     * @param certificate that the other end showed and the TLS layer verified; absent: none
     */
    record Transport(boolean tls, @Nullable ClientCertificate certificate) {
        public static final Transport PLAIN = new Transport(false, null);
    }

    /**
     * A certificate whose chain, times and possession of its key the TLS layer has verified.
     *
     * @param commonName        of the subject; absent when it has none
     * @param alternativeNames  DNS names and URIs
     * @param issuer            RFC 2253
     * @param serialNumber      hexadecimal, upper case, without leading zeros
     * @param sha256Fingerprint hexadecimal, upper case
     */
    record ClientCertificate(
            @Nullable String commonName,
            List<String> alternativeNames,
            String issuer,
            String serialNumber,
            String sha256Fingerprint) {
        public ClientCertificate {
            alternativeNames = List.copyOf(alternativeNames);
        }
    }

    /**
     * The charger is this socket's, until a higher epoch is admitted.
     *
     * @param bootedBefore    it was accepted on an earlier socket, so it may go on without BootNotification
     * @param rules           of {@link QuirkEndpoints#RULES}: its own, and those of the make it booted as last
     * @param securityProfile 0…3, what the socket proved: not what the charger is held to, which may be less
     * @param clockDriftMillis as last measured, see {@link ClockDrift}; absent: never
     */
    record Admitted(
            int connectorID,
            long epoch,
            Registration registration,
            boolean bootedBefore,
            Set<String> rules,
            int securityProfile,
            @Nullable Long clockDriftMillis) {
        public Admitted {
            rules = Set.copyOf(rules);
        }
    }

    /**
     * A charger nobody registered has come: it is put down under "Unassigned". One that is there by now stays as it is.
     *
     * @param registration pending, for an operator to decide, is refused with {@code NOT_FOUND} when too many wait already
     */
    record RegisterNewcomer(String serialNumber, Registration registration) {}

    /**
     * The socket is gone. Changes nothing when a higher epoch holds the charger by now.
     *
     * @param cause a word like {@code closedByCharger}, {@code idle}, {@code drained}
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

    /** @param epoch of the socket it was heard on: whoever learns this way that another one owns the charger closes it */
    record LastSeen(int connectorID, long epoch, Instant at) {}

    /**
     * A process has ended without a word, and its sockets with it. Those that were admitted since then stay.
     *
     * @param cause {@code restarted} or {@code nodeLost}; a charger of a lost node that is heard of after all is taken back
     * @param at    when it was last known to be alive
     */
    record NodeEnded(String node, String cause, Instant at) {}

    record WhereConnected(int connectorID) {}

    /** Where a charger's socket is; a charger that is not connected is refused with {@code OFFLINE chargerOffline}. */
    record Connection(int connectorID, String serialNumber, String node, long epoch, Protocol protocol) {}
}
