package com.flexicharge.ocpp.kit;

import static com.flexicharge.shared.contract.Done.DONE;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Admission;
import com.flexicharge.shared.contract.charger.CertificateEndpoints;
import com.flexicharge.shared.contract.charger.Charger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ClockEndpoints;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.charger.JobEndpoints;
import com.flexicharge.shared.contract.charger.Location;
import com.flexicharge.shared.contract.charger.QuirkEndpoints;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints;
import com.flexicharge.shared.contract.transaction.ChargerSessions;
import com.flexicharge.shared.contract.transaction.IdTagInfo;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.UserSessions;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The other verticles as ocpp-verticle sees them: they answer on a real bus, keep in memory what they were told, and can be taken
 * away or held up.
 */
public final class FakeVerticles {
    public static final int PRICE_ORE = 333;

    /** A charger as the registry has it. */
    public static final class Known {
        final int connectorID;
        final @Nullable String password;
        volatile Registration registration = Registration.ACCEPTED;
        volatile boolean bootedBefore;
        final AtomicLong epoch = new AtomicLong();
        volatile @Nullable String node;
        volatile @Nullable Protocol protocol;
        volatile @Nullable Long clockDriftMillis;
        volatile Set<String> rules = Set.of();
        volatile Set<String> rulesFromBootOn = Set.of();

        Known(int connectorID, @Nullable String password) {
            this.connectorID = connectorID;
            this.password = password;
        }

        public Known registered(Registration as) {
            registration = as;
            return this;
        }

        /** Deviations it is allowed, from its next connection or boot on. */
        public Known mayDo(String... rules) {
            this.rules = Set.of(rules);
            this.rulesFromBootOn = this.rules;
            return this;
        }

        /** As {@link #mayDo}, but its make is known only when it has told it. */
        public Known mayDoFromBootOn(String... rules) {
            this.rulesFromBootOn = Set.of(rules);
            return this;
        }

        /** As it was found on earlier sockets. */
        public Known clockIsOffBy(long millis) {
            clockDriftMillis = millis;
            return this;
        }

        public Known hasBooted() {
            bootedBefore = true;
            return this;
        }
    }

    private final Bus bus;
    private final Map<String, Known> chargers = new ConcurrentHashMap<>();
    private final List<Record> asked = new CopyOnWriteArrayList<>();
    private final Map<String, IdTagInfo.Status> tags = new ConcurrentHashMap<>();
    private final Map<String, Future<Void>> holdUps = new ConcurrentHashMap<>();
    private final List<Transaction> sessions = new CopyOnWriteArrayList<>();
    private final AtomicInteger transactionIDs = new AtomicInteger(4710);
    private volatile boolean databaseAway;
    private volatile boolean forgetful;

    public FakeVerticles(Bus bus) {
        this.bus = bus;
        answer(ChargerEndpoints.ADMIT, this::admit);
        answer(ChargerEndpoints.GET_CHARGER, get -> kept(get.connectorID()));
        answer(ChargerEndpoints.GET_CHARGER_BY_SERIAL_NUMBER, get -> kept(get.serialNumber()));
        answer(ChargerEndpoints.REGISTER_NEWCOMER, this::register);
        answer(ChargerEndpoints.DISCONNECTED, this::disconnected);
        answer(ChargerEndpoints.BOOT, this::boot);
        answer(ChargerEndpoints.SEEN, seen -> DONE);
        answer(ClockEndpoints.CLOCKS_MEASURED, measured -> DONE);
        answer(ChargerEndpoints.NODE_ENDED, ended -> DONE);
        answer(QuirkEndpoints.FIND_RULES, this::rules);
        answer(QuirkEndpoints.QUIRKS_MET, met -> DONE);
        answer(ChargerEndpoints.WHERE_CONNECTED, this::where);
        answer(ChargerEndpoints.REPORT_STATUS, report -> DONE);
        answer(JobEndpoints.JOB_REPORTED, report -> DONE);
        answer(SecurityEventEndpoints.REPORT_SECURITY_EVENT, event -> DONE);
        answer(TransactionEndpoints.AUTHORIZE, authorize -> tag(authorize.idTag()));
        answer(TransactionEndpoints.START_SESSION, this::start);
        answer(TransactionEndpoints.STOP_SESSION, this::stop);
        answer(TransactionEndpoints.SEARCH, search -> new UserSessions.Transactions(List.copyOf(sessions)));
        answer(TransactionEndpoints.GET, get -> session(get.transactionID()));
        answer(TransactionEndpoints.PUT_ASIDE, aside -> DONE);
        answer(LivemetricsEndpoints.RECORD_READINGS, readings -> new LivemetricsEndpoints.Recorded(null));
    }

    /** A session that the owner of sessions knows of. */
    public void session(Transaction session) {
        sessions.add(session);
    }

    public Known charger(int connectorID, String serialNumber) {
        return charger(connectorID, serialNumber, null);
    }

    public Known charger(int connectorID, String serialNumber, @Nullable String password) {
        var known = new Known(connectorID, password);
        chargers.put(serialNumber, known);
        return known;
    }

    public void tag(String idTag, IdTagInfo.Status status) {
        tags.put(idTag, status);
    }

    /** Answers who asks for a certificate that it gets none. */
    public void signNothing() {
        answer(CertificateEndpoints.SIGN_REQUESTED, request -> new CertificateEndpoints.SignAnswered(false, null));
    }

    /** Keeps nothing of what it is asked from now on, however much that is. */
    public void keepNothing() {
        forgetful = true;
    }

    /** Everything refuses with {@code UNAVAILABLE dbError} from now on. */
    public void databaseAway(boolean away) {
        databaseAway = away;
    }

    /** This endpoint refuses from now on. */
    public void refuse(Endpoint<?, ?> endpoint, Reason reason) {
        holdUps.put(endpoint.address(), Future.failedFuture(Refusal.of(reason, "test", "As the test wants it.")));
    }

    /** Answers of this endpoint wait for a future from now on. */
    public void holdUp(Endpoint<?, ?> endpoint, Future<Void> until) {
        holdUps.put(endpoint.address(), until);
    }

    /** Another node admitted a socket of this charger. */
    public void admitElsewhere(String serialNumber, String node) {
        var charger = Objects.requireNonNull(chargers.get(serialNumber));
        charger.epoch.incrementAndGet();
        charger.node = node;
        bus.tell(
                ChargerEndpoints.CONNECTION_CHANGED,
                new ChargerEndpoints.ConnectionChanged(charger.connectorID, node, charger.epoch.get(), true, null));
    }

    /** The charger was removed by an operator. */
    public void remove(String serialNumber) {
        var charger = Objects.requireNonNull(chargers.remove(serialNumber));
        bus.tell(
                ChargerEndpoints.CONNECTION_CHANGED,
                new ChargerEndpoints.ConnectionChanged(
                        charger.connectorID, null, charger.epoch.get() + 1, false, null));
    }

    /** What was asked, of this kind, in order. */
    public <Q extends Record> List<Q> asked(Class<Q> type) {
        return asked.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public <Q extends Record> Q onlyAsked(Class<Q> type) {
        var all = asked(type);
        if (all.size() != 1) {
            throw new AssertionError("Asked " + all.size() + " times: " + all);
        }
        return all.get(0);
    }

    /** What was asked, all kinds, in order. */
    public List<Record> asked() {
        return List.copyOf(asked);
    }

    private <Q extends Record, A extends Record> void answer(Endpoint<Q, A> endpoint, Function<Q, A> answer) {
        bus.answer(endpoint, question -> {
            if (!forgetful) {
                asked.add(question);
            }
            if (databaseAway) {
                return Future.failedFuture(
                        Refusal.of(Reason.UNAVAILABLE, "dbError", "The database is away; try again later."));
            }
            var holdUp = holdUps.getOrDefault(endpoint.address(), Future.succeededFuture());
            return holdUp.map(go -> answer.apply(question));
        });
    }

    private Admission.Admitted admit(Admission.Admit request) {
        var charger = chargers.get(request.serialNumber());
        if (charger == null) {
            throw Refusal.of(Reason.NOT_FOUND, "chargerNotFound", "No charger has this serial number.");
        }
        if (charger.password != null
                && !(request.serialNumber().equals(request.basicUser())
                        && charger.password.equals(request.basicPassword()))) {
            throw Refusal.of(Reason.UNAUTHENTICATED, "unauthenticated", "Wrong credentials.");
        }
        charger.epoch.incrementAndGet();
        charger.node = request.node();
        charger.protocol = request.protocol();
        bus.tell(
                ChargerEndpoints.CONNECTION_CHANGED,
                new ChargerEndpoints.ConnectionChanged(
                        charger.connectorID, request.node(), charger.epoch.get(), true, request.protocol()));
        return new Admission.Admitted(
                charger.connectorID,
                charger.epoch.get(),
                charger.registration,
                charger.bootedBefore,
                charger.rules,
                charger.password == null ? 0 : 1,
                charger.clockDriftMillis);
    }

    private Admission.Booted boot(Admission.Boot boot) {
        var charger = known(boot.connectorID());
        return new Admission.Booted(charger.registration, PRICE_ORE, charger.rulesFromBootOn);
    }

    private QuirkEndpoints.FoundRules rules(QuirkEndpoints.FindRules request) {
        var charger = chargers.get(request.serialNumber());
        if (charger == null) {
            throw Refusal.of(Reason.NOT_FOUND, "chargerNotFound", "No charger has this serial number.");
        }
        return new QuirkEndpoints.FoundRules(charger.rules);
    }

    private Charger kept(int connectorID) {
        return chargers.entrySet().stream()
                .filter(entry -> entry.getValue().connectorID == connectorID)
                .findFirst()
                .map(entry -> kept(entry.getKey()))
                .orElseThrow(() -> Refusal.of(Reason.NOT_FOUND, "chargerNotFound", "No charger has this number."));
    }

    private Charger kept(String serialNumber) {
        var known = chargers.get(serialNumber);
        if (known == null) {
            throw Refusal.of(Reason.NOT_FOUND, "chargerNotFound", "No charger has this serial number.");
        }
        return new Charger(
                known.connectorID,
                1,
                new Location(0, 0),
                serialNumber,
                ConnectorStatus.AVAILABLE,
                known.node != null,
                null,
                known.protocol,
                null,
                null,
                null,
                known.registration,
                false,
                List.of());
    }

    private Transaction session(int transactionID) {
        return sessions.stream()
                .filter(session -> session.transactionID() == transactionID)
                .findFirst()
                .orElseThrow(() -> Refusal.of(Reason.NOT_FOUND, "transactionNotFound", "No such session."));
    }

    private Done register(Admission.RegisterNewcomer request) {
        charger(200_000 + chargers.size(), request.serialNumber()).registered(request.registration());
        return DONE;
    }

    private Done disconnected(Admission.Disconnected gone) {
        find(gone.connectorID())
                .filter(charger -> charger.epoch.get() == gone.epoch())
                .ifPresent(charger -> charger.node = null);
        return DONE;
    }

    private Admission.Connection where(Admission.WhereConnected request) {
        return find(request.connectorID())
                .filter(charger -> charger.node != null)
                .map(charger -> new Admission.Connection(
                        charger.connectorID,
                        "",
                        Objects.requireNonNull(charger.node),
                        charger.epoch.get(),
                        Protocol.OCPP_16))
                .orElseThrow(() -> Refusal.of(Reason.OFFLINE, "chargerOffline", "The charger is not connected."));
    }

    private IdTagInfo tag(String idTag) {
        return new IdTagInfo(tags.getOrDefault(idTag, IdTagInfo.Status.INVALID), null, null);
    }

    private ChargerSessions.SessionBegun start(ChargerSessions.StartSession start) {
        var idTag = start.idTag();
        return new ChargerSessions.SessionBegun(transactionIDs.incrementAndGet(), idTag == null ? null : tag(idTag));
    }

    private ChargerSessions.SessionOver stop(ChargerSessions.StopSession stop) {
        var idTag = stop.idTag();
        return new ChargerSessions.SessionOver(transactionIDs.get(), idTag == null ? null : tag(idTag));
    }

    private Known known(int connectorID) {
        return find(connectorID).orElseThrow();
    }

    private Optional<Known> find(int connectorID) {
        return chargers.values().stream()
                .filter(charger -> charger.connectorID == connectorID)
                .findFirst();
    }
}
