package com.flexicharge.shared.contract.charger;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.bus.Topic;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What charger-verticle answers, and what it tells. */
public interface ChargerEndpoints {
    // The registry, as other modules and HTTP ask it.

    /**
     * @param serialNumber absent: a random UUID
     * @param location     absent: the charge point's
     */
    record AddCharger(
            int chargePointID,
            @Nullable String serialNumber,
            @Nullable Location location) {}

    record GetCharger(int connectorID) {}

    record RemoveCharger(int connectorID) {}

    /** @param chargerRemoved false when there was none */
    record ChargerRemoved(boolean chargerRemoved) {}

    /** @param status one of the nine words, or 0 Occupied, 1 Available, 2 Reserved, 3 Faulty */
    record UpdateChargerStatus(int connectorID, String status) {}

    /**
     * Hidden chargers are in no list.
     *
     * @param text         in the number or in the serial number
     * @param registration absent: also those an operator has not accepted
     * @param flapping     those that connect again and again, or those that do not
     * @param clockWrong   those whose clock is off by more than {@link ClockDrift#MOST_OF_A_RIGHT_CLOCK}, or the others
     */
    record GetChargers(
            @Nullable ConnectorStatus status,
            @Nullable Boolean connected,
            @Nullable Integer chargePointID,
            @Nullable String text,
            @Nullable Registration registration,
            @Nullable Boolean flapping,
            @Nullable Boolean clockWrong,
            PageRequest page) {
        /** Whether they flap or not, whatever their clocks. */
        public GetChargers(
                @Nullable ConnectorStatus status,
                @Nullable Boolean connected,
                @Nullable Integer chargePointID,
                @Nullable String text,
                @Nullable Registration registration,
                PageRequest page) {
            this(status, connected, chargePointID, text, registration, null, null, page);
        }

        /** Whatever their registration. */
        public GetChargers(
                @Nullable ConnectorStatus status,
                @Nullable Boolean connected,
                @Nullable Integer chargePointID,
                @Nullable String text,
                PageRequest page) {
            this(status, connected, chargePointID, text, null, null, null, page);
        }

        public static final GetChargers ALL = new GetChargers(null, null, null, null, PageRequest.EVERYTHING);
    }

    /**
     * Only chargers that were accepted.
     *
     * @param evenOffline also those without a socket
     */
    record GetAvailableChargers(boolean evenOffline, PageRequest page) {}

    record Chargers(List<Charger> chargers) {
        public Chargers {
            chargers = List.copyOf(chargers);
        }
    }

    record GetChargerBySerialNumber(String serialNumber) {}

    /** Absent members stay as they are. */
    record ChangeCharger(
            int connectorID,
            @Nullable String status,
            @Nullable Location location,
            @Nullable Integer chargePointID,
            @Nullable Registration registration) {}

    /** Registers a charger by its identity, or changes it; without a charge point a new one goes under "Unassigned". */
    record PutCharger(
            String serialNumber,
            @Nullable String status,
            @Nullable Location location,
            @Nullable Integer chargePointID,
            @Nullable Registration registration) {}

    record ChargerPut(Charger charger, boolean created) {}

    /**
     * Write-only.
     *
     * @param password        16…20 bytes as text or as hex; absent: no password any more
     * @param securityProfile 0…3; absent: stays as it is
     */
    record SetCredentials(
            int connectorID,
            @Nullable String password,
            @Nullable Integer securityProfile) {
        @Override
        public String toString() {
            return "SetCredentials[" + connectorID + ", profile " + securityProfile + "]";
        }
    }

    /** @param from inclusive, by receipt; {@code to} exclusive */
    record GetStatuses(
            int connectorID,
            @Nullable Integer connector,
            @Nullable Instant from,
            @Nullable Instant to,
            PageRequest page) {}

    /** @param id rises with time; the place in the list */
    record PastStatus(long id, StatusReport report) {}

    record Statuses(List<PastStatus> statuses) {
        public Statuses {
            statuses = List.copyOf(statuses);
        }
    }

    /** A charger and its place together, for whoever makes a session there; hidden chargers too. */
    record GetSite(int connectorID) {}

    record Site(Charger charger, ChargePoint chargePoint) {}

    Endpoint<AddCharger, Charger> ADD_CHARGER = Endpoint.of("charger.addCharger", AddCharger.class, Charger.class);
    Endpoint<GetCharger, Charger> GET_CHARGER = Endpoint.of("charger.getCharger", GetCharger.class, Charger.class);

    record CountChargers() {}

    /** Those of GET_CHARGERS. */
    record ChargerCounts(int connected, List<StatusCount> byStatus) {
        public ChargerCounts {
            byStatus = List.copyOf(byStatus);
        }
    }

    record StatusCount(ConnectorStatus status, int chargers) {}

    Endpoint<RemoveCharger, ChargerRemoved> REMOVE_CHARGER =
            Endpoint.of("charger.removeCharger", RemoveCharger.class, ChargerRemoved.class);
    Endpoint<UpdateChargerStatus, Charger> UPDATE_CHARGER_STATUS =
            Endpoint.of("charger.updateChargerStatus", UpdateChargerStatus.class, Charger.class);
    Endpoint<GetChargers, Chargers> GET_CHARGERS =
            Endpoint.of("charger.getChargers", GetChargers.class, Chargers.class);
    Endpoint<CountChargers, ChargerCounts> COUNT_CHARGERS =
            Endpoint.of("charger.countChargers", CountChargers.class, ChargerCounts.class);
    Endpoint<GetAvailableChargers, Chargers> GET_AVAILABLE_CHARGERS =
            Endpoint.of("charger.getAvailableChargers", GetAvailableChargers.class, Chargers.class);
    Endpoint<GetChargerBySerialNumber, Charger> GET_CHARGER_BY_SERIAL_NUMBER =
            Endpoint.of("charger.getChargerBySerialNumber", GetChargerBySerialNumber.class, Charger.class);
    Endpoint<ChangeCharger, Charger> CHANGE_CHARGER =
            Endpoint.of("charger.changeCharger", ChangeCharger.class, Charger.class);
    Endpoint<PutCharger, ChargerPut> PUT_CHARGER =
            Endpoint.of("charger.putCharger", PutCharger.class, ChargerPut.class);
    Endpoint<SetCredentials, Done> SET_CREDENTIALS =
            Endpoint.of("charger.setCredentials", SetCredentials.class, Done.class);
    Endpoint<GetStatuses, Statuses> GET_STATUSES =
            Endpoint.of("charger.getStatuses", GetStatuses.class, Statuses.class);
    Endpoint<GetSite, Site> GET_SITE = Endpoint.of("charger.getSite", GetSite.class, Site.class);

    // Charge points.

    record GetChargePoints(PageRequest page) {
        public static final GetChargePoints ALL = new GetChargePoints(PageRequest.EVERYTHING);
    }

    record ChargePoints(List<ChargePoint> chargePoints) {
        public ChargePoints {
            chargePoints = List.copyOf(chargePoints);
        }
    }

    record GetChargePoint(int chargePointID) {}

    record AddChargePoint(
            String name,
            String address,
            Location location,
            @Nullable Integer ownPriceOre,
            int klarnaReservationAmountOre) {}

    /**
     * Absent members stay as they are.
     *
     * @param removeOwnPrice take the own price away; then {@code ownPriceOre} is absent
     */
    record ChangeChargePoint(
            int chargePointID,
            @Nullable String name,
            @Nullable String address,
            @Nullable Location location,
            @Nullable Integer ownPriceOre,
            boolean removeOwnPrice,
            @Nullable Integer klarnaReservationAmountOre) {}

    /** Its chargers go with it; refused with {@code CONFLICT chargerInUse} while one of them has an open session. */
    record RemoveChargePoint(int chargePointID) {}

    Endpoint<GetChargePoints, ChargePoints> GET_CHARGE_POINTS =
            Endpoint.of("charger.getChargePoints", GetChargePoints.class, ChargePoints.class);
    Endpoint<GetChargePoint, ChargePoint> GET_CHARGE_POINT =
            Endpoint.of("charger.getChargePoint", GetChargePoint.class, ChargePoint.class);
    Endpoint<AddChargePoint, ChargePoint> ADD_CHARGE_POINT =
            Endpoint.of("charger.addChargePoint", AddChargePoint.class, ChargePoint.class);
    Endpoint<ChangeChargePoint, ChargePoint> CHANGE_CHARGE_POINT =
            Endpoint.of("charger.changeChargePoint", ChangeChargePoint.class, ChargePoint.class);
    Endpoint<RemoveChargePoint, Done> REMOVE_CHARGE_POINT =
            Endpoint.of("charger.removeChargePoint", RemoveChargePoint.class, Done.class);

    // Sockets, boots and status, as ocpp-verticle reports them.

    Endpoint<Admission.Admit, Admission.Admitted> ADMIT =
            Endpoint.of("charger.admit", Admission.Admit.class, Admission.Admitted.class);
    Endpoint<Admission.RegisterNewcomer, Done> REGISTER_NEWCOMER =
            Endpoint.of("charger.registerNewcomer", Admission.RegisterNewcomer.class, Done.class);
    Endpoint<Admission.Disconnected, Done> DISCONNECTED =
            Endpoint.of("charger.disconnected", Admission.Disconnected.class, Done.class);
    Endpoint<Admission.Boot, Admission.Booted> BOOT =
            Endpoint.of("charger.boot", Admission.Boot.class, Admission.Booted.class);
    Endpoint<Admission.Seen, Done> SEEN = Endpoint.of("charger.seen", Admission.Seen.class, Done.class);
    Endpoint<Admission.WhereConnected, Admission.Connection> WHERE_CONNECTED =
            Endpoint.of("charger.whereConnected", Admission.WhereConnected.class, Admission.Connection.class);
    Endpoint<Admission.NodeEnded, Done> NODE_ENDED =
            Endpoint.of("charger.nodeEnded", Admission.NodeEnded.class, Done.class);
    Endpoint<StatusReport, Done> REPORT_STATUS = Endpoint.of("charger.reportStatus", StatusReport.class, Done.class);

    // Holds, as transaction-verticle asks for them.

    /** Longer than the longest wait for a charger (60 s), which is part of it. */
    Endpoint<Holds.PlaceHold, Holds.Held> PLACE_HOLD = Endpoint.of(
                    "charger.placeHold", Holds.PlaceHold.class, Holds.Held.class)
            .within(Duration.ofSeconds(70));

    Endpoint<Holds.EndHold, Done> END_HOLD = Endpoint.of("charger.endHold", Holds.EndHold.class, Done.class);
    Endpoint<Holds.EndHoldOf, Done> END_HOLD_OF = Endpoint.of("charger.endHoldOf", Holds.EndHoldOf.class, Done.class);

    // The self-test.

    /** Brings the self-test's charger back to how the seed made it and removes the rows of its runs. */
    record ForgetSelfTest(int connectorID) {}

    Endpoint<ForgetSelfTest, Done> FORGET_SELF_TEST =
            Endpoint.of("charger.forgetSelfTest", ForgetSelfTest.class, Done.class);

    // Topics.

    record StatusChanged(
            int connectorID,
            int connector,
            ConnectorStatus status,
            @Nullable Protocol protocol,
            Instant receivedAt) {}

    /**
     * Sockets with a lower epoch are to be closed.
     *
     * @param node     absent: nobody holds it
     * @param protocol absent too: the charger was removed
     */
    record ConnectionChanged(
            int connectorID,
            @Nullable String node,
            long epoch,
            boolean connected,
            @Nullable Protocol protocol) {}

    record ChargerBooted(int connectorID, Protocol protocol, Instant at) {}

    Topic<StatusChanged> STATUS_CHANGED = new Topic<>("charger.statusChanged", StatusChanged.class);
    Topic<ConnectionChanged> CONNECTION_CHANGED = new Topic<>("charger.connectionChanged", ConnectionChanged.class);
    Topic<ChargerBooted> CHARGER_BOOTED = new Topic<>("charger.booted", ChargerBooted.class);
}
