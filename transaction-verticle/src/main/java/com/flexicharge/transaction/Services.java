package com.flexicharge.transaction;

import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.transaction.invoice.InvoiceService;
import com.flexicharge.transaction.payment.CardPayments;
import com.flexicharge.transaction.payment.Klarna;
import com.flexicharge.transaction.payment.PaymentProvider;
import com.flexicharge.transaction.payment.Settlement;
import com.flexicharge.transaction.tariff.PriceRepository;
import com.flexicharge.transaction.tariff.TariffService;
import java.util.Optional;

/** The module's parts, put together. */
final class Services {
    final Waiters waiters;
    final ChargerSessionService chargerSessions;
    final SessionFinder finder;
    final ReserveService reserve;
    final StartService start;
    final StopService stop;
    final CloseService close;
    final SearchService search;
    final OriginalService original;
    final UnmatchedService unmatched;
    final TrailService trail;
    final ClocksService clocks;
    final IdTagService idTags;
    final PriceRepository prices;
    final TariffService tariffs;
    final InvoiceService invoices;
    final CardPayments cards;
    final Settlement settlement;
    final SessionRepository sessions;
    final SelfTestRepository selfTest;
    final ExpiryService expiry;
    final DoubtService doubts;
    final ChargerNews news;

    Services(ModuleContext context, TransactionConfig config) {
        var vertx = context.vertx();
        var bus = context.bus();
        var database = context.database();
        var clock = context.clock();
        var defaultPriceOre = config.defaultPricePerKwhOre();

        sessions = new SessionRepository(database);
        prices = new PriceRepository(database, clock, defaultPriceOre);
        tariffs = new TariffService(database, defaultPriceOre);
        Optional<PaymentProvider> provider = config.klarna().map(klarna -> new Klarna(vertx, klarna));
        cards = new CardPayments(provider, database, clock);
        settlement = new Settlement(provider, database, clock);
        invoices = new InvoiceService(database, bus, clock);
        selfTest = new SelfTestRepository(database);
        var starts = new StartRepository(database, context.meters(), clock, defaultPriceOre);
        var stops = new StopRepository(database, context.meters(), clock);
        var tags = new TagRepository(database, clock);
        var reservations = new ReservationRepository(database, clock, defaultPriceOre);
        var journeys = new JourneyRepository(database, clock);
        var ends = new EndRepository(database, clock);
        var searches = new SearchRepository(database, clock);

        waiters = new Waiters(vertx);
        var registry = new Registry(bus, sessions);
        var readings = new LatestReadings(bus);
        var announcer = new Announcer(bus);
        var presenter = new Presenter(readings);
        var lookup = new SessionLookup(sessions);
        var remoteStops = new RemoteStops(bus, journeys, announcer);
        var wantedStops = new WantedStops(vertx, remoteStops, config);

        var namedReservations = new NamedReservations(vertx, bus);
        var foreign = new ForeignTransactions(bus, clock);
        chargerSessions = new ChargerSessionService(
                starts, stops, tags, registry, namedReservations, readings, announcer, wantedStops, foreign, clock);
        var unmatchedMessages = new UnmatchedRepository(database, clock);
        finder = new SessionFinder(sessions, unmatchedMessages, foreign, clock);
        reserve = new ReserveService(
                bus, registry, tags, reservations, journeys, sessions, cards, announcer, presenter, config, clock);
        start = new StartService(bus, lookup, sessions, journeys, announcer, waiters, cards, presenter, config);
        stop = new StopService(
                lookup,
                sessions,
                journeys,
                ends,
                remoteStops,
                readings,
                registry,
                announcer,
                waiters,
                presenter,
                config,
                clock);
        close = new CloseService(lookup, sessions, ends, readings, registry, announcer, presenter, clock);
        search = new SearchService(lookup, searches, presenter);
        original = new OriginalService(
                registry,
                tags,
                reservations,
                sessions,
                searches,
                new PaymentRepository(database, clock),
                announcer,
                presenter,
                config,
                clock);
        idTags = new IdTagService(new IdTagRepository(database), clock);
        unmatched = new UnmatchedService(unmatchedMessages, readings, announcer);
        clocks = new ClocksService(lookup, new ClocksRepository(database));
        trail = new TrailService(lookup, new TrailRepository(database));
        expiry = new ExpiryService(
                new ExpiryRepository(database, clock), registry, announcer, waiters, wantedStops, config);
        var doubtful = new DoubtRepository(database);
        news = new ChargerNews(vertx, doubtful, clock);
        var suspicions =
                new SuspicionService(new SuspicionRepository(database, clock), doubtful, readings, registry, clock);
        doubts = new DoubtService(doubtful, suspicions, ends, readings, registry, announcer, config, clock);
    }
}
