package com.flexicharge.ocpp.operation;

import static com.flexicharge.shared.contract.Done.DONE;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.bus.Listening;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.CertificateEndpoints;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints;
import com.flexicharge.shared.contract.charger.CredentialEndpoints;
import com.flexicharge.shared.contract.charger.JobEndpoints;
import com.flexicharge.shared.contract.charger.LocalListEndpoints;
import com.flexicharge.shared.contract.charger.ReservationEndpoints;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints;
import com.flexicharge.shared.contract.transaction.IdTagInfo;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The owners of what operations ask for and tell: they answer on a real bus and remember what they heard. */
public final class FakeOwners {
    public static final int RESERVATION_ID = 77;
    public static final int JOB_ID = 31;

    public final Map<Integer, String> profiles = new ConcurrentHashMap<>();
    public final Map<String, IdTagInfo> tags = new ConcurrentHashMap<>();
    private final Bus bus;
    private final List<Record> heard = new CopyOnWriteArrayList<>();
    private final Map<String, Listening> listening = new ConcurrentHashMap<>();

    public FakeOwners(Bus bus) {
        this.bus = bus;
        answer(ChargingProfileEndpoints.GET_PROFILE, this::profile);
        answer(IdTagEndpoints.GET_ID_TAG_INFOS, this::infos);
        answer(
                ReservationEndpoints.MAKE_RESERVATION,
                make -> new ReservationEndpoints.ReservationMade(
                        RESERVATION_ID, make.wireReservationID() == null ? RESERVATION_ID : make.wireReservationID()));
        answer(
                JobEndpoints.MAKE_JOB,
                make -> new JobEndpoints.JobMade(JOB_ID, make.requestID() == null ? JOB_ID : make.requestID()));
        List.of(
                        ChargingProfileEndpoints.PROFILE_SET,
                        ChargingProfileEndpoints.PROFILES_CLEARED,
                        ReservationEndpoints.RESERVATION_ANSWERED,
                        ReservationEndpoints.RESERVATION_CANCELLED,
                        LocalListEndpoints.LIST_ACCEPTED,
                        LocalListEndpoints.LIST_VERSION_READ,
                        ConfigurationEndpoints.KEYS_READ,
                        ConfigurationEndpoints.KEY_CHANGED,
                        CredentialEndpoints.PASSWORD_ACCEPTED,
                        CredentialEndpoints.SECURITY_PROFILE_ACCEPTED,
                        JobEndpoints.JOB_ANSWERED,
                        CertificateEndpoints.ROOT_ANSWERED,
                        CertificateEndpoints.CERTIFICATE_DELETED,
                        CertificateEndpoints.CERTIFICATES_LISTED,
                        CertificateEndpoints.CHAIN_ANSWERED)
                .forEach(this::hear);
    }

    private void hear(Endpoint<? extends Record, Done> endpoint) {
        answer(endpoint, told -> DONE);
    }

    private <Q extends Record, A extends Record> void answer(Endpoint<Q, A> endpoint, Function<Q, A> answer) {
        listening.put(endpoint.address(), bus.answer(endpoint, asked -> {
            heard.add(asked);
            return Future.succeededFuture(asked).map(answer);
        }));
    }

    /** Nobody answers this endpoint from now on. */
    Future<Void> away(Endpoint<?, ?> endpoint) {
        return listening
                .getOrDefault(endpoint.address(), Future::succeededFuture)
                .end();
    }

    /** All that was asked and told, in order. */
    public List<Record> heard() {
        return List.copyOf(heard);
    }

    private ChargingProfileEndpoints.StoredProfile profile(ChargingProfileEndpoints.GetProfile get) {
        var profile = profiles.get(get.chargingProfileID());
        if (profile == null) {
            throw Refusal.of(
                    Reason.NOT_FOUND, "chargingProfileNotFound", "There is no charging profile with this number.");
        }
        return new ChargingProfileEndpoints.StoredProfile(get.chargingProfileID(), "Night", profile);
    }

    private IdTagEndpoints.Infos infos(IdTagEndpoints.GetInfos get) {
        return new IdTagEndpoints.Infos(get.idTags().stream()
                .map(tag -> tags.getOrDefault(tag, new IdTagInfo(IdTagInfo.Status.INVALID, null, null)))
                .toList());
    }
}
