package com.flexicharge.charger;

import com.flexicharge.charger.certificate.CertificateRepository;
import com.flexicharge.charger.certificate.InstalledService;
import com.flexicharge.charger.certificate.SigningService;
import com.flexicharge.charger.clock.ClockService;
import com.flexicharge.charger.configuration.ConfigurationService;
import com.flexicharge.charger.job.JobService;
import com.flexicharge.charger.locallist.LocalListService;
import com.flexicharge.charger.profile.AppliedProfileRepository;
import com.flexicharge.charger.profile.AppliedProfileService;
import com.flexicharge.charger.profile.ProfileRepository;
import com.flexicharge.charger.profile.ProfileService;
import com.flexicharge.charger.quirk.MakeBook;
import com.flexicharge.charger.quirk.QuirkRepository;
import com.flexicharge.charger.quirk.QuirkService;
import com.flexicharge.charger.reservation.ReservationCanceller;
import com.flexicharge.charger.reservation.ReservationRepository;
import com.flexicharge.charger.reservation.ReservationService;
import com.flexicharge.charger.security.SecurityEventService;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.bus.Listening;
import com.flexicharge.shared.contract.charger.CertificateEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints;
import com.flexicharge.shared.contract.charger.ClockEndpoints;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints;
import com.flexicharge.shared.contract.charger.CredentialEndpoints;
import com.flexicharge.shared.contract.charger.JobEndpoints;
import com.flexicharge.shared.contract.charger.LocalListEndpoints;
import com.flexicharge.shared.contract.charger.QuirkEndpoints;
import com.flexicharge.shared.contract.charger.ReservationEndpoints;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.db.HistoryRepository;
import com.flexicharge.shared.db.IdempotencyRepository;
import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.shared.module.Repeated;
import com.flexicharge.shared.module.WorkAtHand;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Answers for the registry. One instance a process, on one event loop: its work is the database's, whose writes gather here, and
 * the order of one charger's reports is kept here.
 */
final class ChargerVerticle extends VerticleBase {
    /** A hold may stand this much longer than its time: nobody who wants the connector waits for it. */
    private static final Duration HOLD_SWEEP = Duration.ofSeconds(5);

    private static final Duration CERTIFICATE_SWEEP = Duration.ofMinutes(1);
    private static final Duration SILENCE_SWEEP = Duration.ofMinutes(1);
    private static final Duration KEY_SWEEP = Duration.ofMinutes(10);
    private static final Duration PARTITION_LOOK = Duration.ofHours(1);
    private static final Duration HISTORY_SWEEP = Duration.ofHours(1);

    /** Should the word of another process that put rules be lost. */
    private static final Duration MAKES_LOOK = Duration.ofMinutes(1);

    private final ModuleContext process;
    private final ChargerConfig config;
    private final Bus bus;
    private final Clock clock;
    private final WorkAtHand work = new WorkAtHand();
    private final List<Listening> listenings = new ArrayList<>();

    ChargerVerticle(ModuleContext process, ChargerConfig config) {
        this.process = process;
        this.config = config;
        this.bus = process.bus();
        this.clock = process.clock();
    }

    @Override
    public Future<?> start() {
        var database = process.database();
        var meters = process.meters();
        var chargerRows = new ChargerRepository(database);
        var chargePointRows = new ChargePointRepository(database);
        var newcomers = new NewcomerRepository(database, meters);
        var partitions = new StatusPartitionRepository(database);

        var credentials = new Credentials(vertx);
        var openSessions = new OpenSessions(bus);
        var prices = new Prices(bus, clock);
        var chargePoints = new ChargePointService(chargePointRows, prices, openSessions, bus, clock);
        var directory = new ChargerDirectory(chargerRows, chargePointRows, chargePoints);
        var chargers = new ChargerService(chargerRows, openSessions, bus, clock);
        var makes = new MakeBook();
        var quirks = new QuirkService(new QuirkRepository(database), makes, bus);
        var certificateRows = new CertificateRepository(database);
        var doorkeeper = new Doorkeeper(
                credentials,
                (connectorID, shown) -> certificateRows.isWithdrawn(connectorID, shown.serialNumber(), clock.instant()),
                clock);
        var connections =
                new ConnectionService(new ConnectionRepository(database, meters), doorkeeper, makes, bus, clock);
        var boots = new BootService(new BootRepository(database, meters), prices, makes, bus);
        var statuses = new StatusService(new StatusRepository(database, meters), directory, bus);
        var keys = new IdempotencyRepository(database, "charger");
        var history = new HistoryService(new HistoryRepository(database, meters), config.history(), clock);
        var holds = new HoldService(new HoldRepository(database), new ReserveNowAsker(bus), clock);

        return partitions
                .makeAhead(thisMonth())
                .compose(made -> quirks.refresh())
                .compose(known -> connections.releaseAllOf(process.node()))
                .onSuccess(ready -> {
                    answerRegistry(directory, chargers, statuses);
                    answer(ChargerEndpoints.REGISTER_NEWCOMER, new NewcomerService(newcomers, clock)::register);
                    answerCredentials(new CredentialRepository(database), credentials);
                    answerChargePoints(chargePoints);
                    answerChargers(connections, boots, statuses);
                    answerHolds(holds);
                    answerRecords(directory);
                    answerReservations(directory, holds);
                    answerProfiles();
                    answerQuirks(quirks);
                    answerCertificates(certificateRows);
                    answer(
                            ChargerEndpoints.FORGET_SELF_TEST,
                            new SelfTestService(new SelfTestRepository(database), bus)::forget);
                    Repeated.start(vertx, HOLD_SWEEP, "Ending holds whose time is over", holds::expire);
                    Repeated.start(vertx, KEY_SWEEP, "Forgetting idempotency keys", () -> keys.forget(clock.instant()));
                    Repeated.start(vertx, SILENCE_SWEEP, "Giving up silent chargers", connections::giveUpSilent);
                    Repeated.start(vertx, SILENCE_SWEEP, "Ending flapping", connections::endFlapping);
                    Repeated.start(vertx, HISTORY_SWEEP, "Forgetting old history", history::forget);
                    Repeated.start(
                            vertx,
                            PARTITION_LOOK,
                            "Making the next month's status history",
                            () -> partitions.makeAhead(thisMonth()));
                });
    }

    /** Takes no more questions, and is done when those at hand are answered. */
    @Override
    public Future<?> stop() {
        return Future.join(listenings.stream().map(Listening::end).toList()).transform(ended -> work.done());
    }

    private void answerRegistry(ChargerDirectory directory, ChargerService chargers, StatusService statuses) {
        answer(ChargerEndpoints.GET_CHARGER, directory::get);
        answer(ChargerEndpoints.GET_CHARGER_BY_SERIAL_NUMBER, directory::getBySerialNumber);
        answer(ChargerEndpoints.GET_CHARGERS, directory::list);
        answer(ChargerEndpoints.COUNT_CHARGERS, directory::count);
        answer(ChargerEndpoints.GET_AVAILABLE_CHARGERS, directory::available);
        answer(ChargerEndpoints.GET_SITE, directory::site);
        answer(ChargerEndpoints.ADD_CHARGER, chargers::add);
        answer(ChargerEndpoints.CHANGE_CHARGER, chargers::change);
        answer(ChargerEndpoints.UPDATE_CHARGER_STATUS, chargers::updateStatus);
        answer(ChargerEndpoints.PUT_CHARGER, chargers::put);
        answer(ChargerEndpoints.REMOVE_CHARGER, chargers::remove);
        answer(ChargerEndpoints.GET_STATUSES, statuses::list);
    }

    private void answerCredentials(CredentialRepository rows, Credentials credentials) {
        var rotation = new CredentialRotation(rows, credentials, clock);
        answer(ChargerEndpoints.SET_CREDENTIALS, new CredentialService(rows, credentials)::set);
        answer(CredentialEndpoints.PASSWORD_ACCEPTED, rotation::passwordAccepted);
        answer(CredentialEndpoints.SECURITY_PROFILE_ACCEPTED, rotation::profileAccepted);
    }

    private void answerChargePoints(ChargePointService chargePoints) {
        answer(ChargerEndpoints.GET_CHARGE_POINTS, chargePoints::list);
        answer(ChargerEndpoints.GET_CHARGE_POINT, chargePoints::get);
        answer(ChargerEndpoints.ADD_CHARGE_POINT, chargePoints::add);
        answer(ChargerEndpoints.CHANGE_CHARGE_POINT, chargePoints::change);
        answer(ChargerEndpoints.REMOVE_CHARGE_POINT, chargePoints::remove);
    }

    private void answerChargers(ConnectionService connections, BootService boots, StatusService statuses) {
        answer(ChargerEndpoints.ADMIT, connections::admit);
        answer(ChargerEndpoints.DISCONNECTED, connections::disconnected);
        answer(ChargerEndpoints.WHERE_CONNECTED, connections::where);
        answer(ChargerEndpoints.SEEN, connections::seen);
        answer(ChargerEndpoints.NODE_ENDED, connections::nodeEnded);
        answer(ClockEndpoints.CLOCKS_MEASURED, new ClockService(process.database())::measured);
        answer(ChargerEndpoints.BOOT, boots::boot);
        answer(ChargerEndpoints.REPORT_STATUS, statuses::report);
    }

    private void answerHolds(HoldService holds) {
        answer(ChargerEndpoints.PLACE_HOLD, holds::place);
        answer(ChargerEndpoints.END_HOLD, holds::end);
        answer(ChargerEndpoints.END_HOLD_OF, holds::endOf);
    }

    /** What is kept of a charger beside its status: its keys, its local list, its jobs, what touched its security. */
    private void answerRecords(ChargerDirectory directory) {
        var configuration = new ConfigurationService(process.database(), directory);
        answer(ConfigurationEndpoints.KEYS_READ, configuration::read);
        answer(ConfigurationEndpoints.KEY_CHANGED, configuration::changed);
        answer(ConfigurationEndpoints.GET_KEYS, configuration::list);
        var localLists = new LocalListService(process.database(), directory);
        answer(LocalListEndpoints.LIST_ACCEPTED, localLists::accepted);
        answer(LocalListEndpoints.LIST_VERSION_READ, localLists::versionRead);
        answer(LocalListEndpoints.GET_LOCAL_LIST, localLists::get);
        var jobs = new JobService(process.database(), process.meters(), directory);
        answer(JobEndpoints.MAKE_JOB, jobs::make);
        answer(JobEndpoints.JOB_ANSWERED, jobs::answered);
        answer(JobEndpoints.JOB_REPORTED, jobs::reported);
        answer(JobEndpoints.GET_JOBS, jobs::list);
        var securityEvents = new SecurityEventService(process.database(), process.meters(), directory, bus);
        answer(SecurityEventEndpoints.REPORT_SECURITY_EVENT, securityEvents::report);
        answer(SecurityEventEndpoints.GET_SECURITY_EVENTS, securityEvents::list);
    }

    private void answerReservations(ChargerDirectory directory, HoldService holds) {
        var rows = new ReservationRepository(process.database());
        var reservations = new ReservationService(rows);
        answer(ReservationEndpoints.MAKE_RESERVATION, reservations::make);
        answer(ReservationEndpoints.RESERVATION_ANSWERED, reservations::answered);
        answer(ReservationEndpoints.RESERVATION_CANCELLED, reservations::cancelled);
        answer(ReservationEndpoints.USE_RESERVATION, reservations::used);
        answer(
                ReservationEndpoints.RESERVE_CONNECTOR,
                new ReservationMaker(directory, holds, reservations, bus)::reserve);
        answer(ReservationEndpoints.GET_RESERVATION, reservations::get);
        answer(ReservationEndpoints.SEARCH_RESERVATIONS, reservations::search);
        answer(
                ReservationEndpoints.CANCEL_RESERVATION,
                new ReservationCanceller(reservations, rows, bus, clock)::cancel);
    }

    private void answerProfiles() {
        var profiles = new ProfileService(new ProfileRepository(process.database()), clock);
        answer(ChargingProfileEndpoints.ADD_PROFILE, profiles::add);
        answer(ChargingProfileEndpoints.CHANGE_PROFILE, profiles::change);
        answer(ChargingProfileEndpoints.REMOVE_PROFILE, profiles::remove);
        answer(ChargingProfileEndpoints.GET_PROFILE, profiles::get);
        answer(ChargingProfileEndpoints.GET_PROFILES, profiles::list);
        var applied = new AppliedProfileService(vertx, new AppliedProfileRepository(process.database()));
        answer(ChargingProfileEndpoints.PROFILE_SET, applied::set);
        answer(ChargingProfileEndpoints.PROFILES_CLEARED, applied::cleared);
        answer(ChargingProfileEndpoints.GET_APPLIED_PROFILES, applied::list);
        listenings.add(bus.listen(TransactionEndpoints.SESSION_STOPPED, applied::onStopped));
        listenings.add(applied::close);
    }

    private void answerQuirks(QuirkService quirks) {
        answer(QuirkEndpoints.GET_QUIRKS, quirks::get);
        answer(QuirkEndpoints.PUT_QUIRKS, quirks::put);
        answer(QuirkEndpoints.FIND_RULES, quirks::find);
        answer(QuirkEndpoints.GET_MAKE_RULES, quirks::getMakes);
        answer(QuirkEndpoints.PUT_MAKE_RULES, quirks::putMakes);
        answer(QuirkEndpoints.QUIRKS_MET, quirks::met);
        listenings.add(bus.listen(QuirkEndpoints.MAKE_RULES_CHANGED, changed -> quirks.refreshSoon()));
        Repeated.start(vertx, MAKES_LOOK, "Reading the rules of makes", quirks::refresh);
    }

    private void answerCertificates(CertificateRepository rows) {
        var signing = SigningService.of(rows, config.authority(), vertx, bus, clock);
        answer(CertificateEndpoints.SIGN_REQUESTED, signing::request);
        answer(CertificateEndpoints.SEND_SIGNED, signing::send);
        Repeated.start(vertx, CERTIFICATE_SWEEP, "Sending certificates that wait", signing::sendWaiting);
        var installed = new InstalledService(rows);
        answer(CertificateEndpoints.CHAIN_ANSWERED, installed::chainAnswered);
        answer(CertificateEndpoints.ROOT_ANSWERED, installed::rootAnswered);
        answer(CertificateEndpoints.CERTIFICATE_DELETED, installed::deleted);
        answer(CertificateEndpoints.CERTIFICATES_LISTED, installed::listed);
        answer(CertificateEndpoints.GET_CERTIFICATES, installed::list);
    }

    private <Q extends Record, A extends Record> void answer(Endpoint<Q, A> endpoint, Function<Q, Future<A>> service) {
        listenings.add(bus.answer(endpoint, asked -> work.track(service.apply(asked))));
    }

    private YearMonth thisMonth() {
        return YearMonth.now(clock.withZone(ZoneOffset.UTC));
    }
}
