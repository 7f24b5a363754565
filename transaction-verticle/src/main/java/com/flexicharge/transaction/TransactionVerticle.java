package com.flexicharge.transaction;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.bus.Listening;
import com.flexicharge.shared.bus.Topic;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints;
import com.flexicharge.shared.contract.transaction.PaymentEndpoints;
import com.flexicharge.shared.contract.transaction.StatisticsEndpoints;
import com.flexicharge.shared.contract.transaction.TariffEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.CountOpen;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.OpenCount;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.SessionStarted;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.SessionStopped;
import com.flexicharge.shared.db.HistoryRepository;
import com.flexicharge.shared.db.IdempotencyRepository;
import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.shared.module.Repeated;
import com.flexicharge.shared.module.WorkAtHand;
import com.flexicharge.transaction.statistics.StatisticsRepository;
import com.flexicharge.transaction.statistics.StatisticsService;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Who may charge, charging sessions, energy and price. */
public final class TransactionVerticle extends VerticleBase {
    private final ModuleContext module;
    private final TransactionConfig config;
    private final WorkAtHand work = new WorkAtHand();
    private final List<Listening> listenings = new ArrayList<>();

    TransactionVerticle(ModuleContext module, TransactionConfig config) {
        this.module = module;
        this.config = config;
    }

    @Override
    public Future<?> start() {
        var services = new Services(module, config);
        answerChargers(services);
        answerPeople(services);
        answerOperators(services);
        answerIdTags(services);
        answerOriginal(services);
        answerRegistry(services);
        answerMoney(services);
        listen(services);
        sweep(services);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return Future.all(listenings.stream().map(Listening::end).toList()).compose(ended -> work.done());
    }

    private void answerChargers(Services services) {
        answer(TransactionEndpoints.AUTHORIZE, services.chargerSessions::authorize);
        answer(TransactionEndpoints.START_SESSION, services.chargerSessions::start);
        answer(TransactionEndpoints.STOP_SESSION, services.chargerSessions::stop);
        answer(TransactionEndpoints.FIND_SESSION, services.finder::find);
        answer(TransactionEndpoints.PUT_ASIDE, services.unmatched::putAside);
    }

    private void answerPeople(Services services) {
        answer(TransactionEndpoints.RESERVE, services.reserve::reserve);
        answer(TransactionEndpoints.START, services.start::start);
        answer(TransactionEndpoints.STOP, services.stop::stop);
        answer(TransactionEndpoints.GET, services.search::get);
        answer(TransactionEndpoints.SEARCH, services.search::search);
        var sums = new StatisticsRepository(module.database());
        answer(StatisticsEndpoints.GET_STATISTICS, new StatisticsService(sums)::get);
    }

    private void answerOperators(Services services) {
        answer(TransactionEndpoints.CLOSE, services.close::close);
        answer(TransactionEndpoints.SEARCH_UNMATCHED, services.unmatched::search);
        answer(TransactionEndpoints.RESOLVE_UNMATCHED, services.unmatched::resolve);
        answer(TransactionEndpoints.GET_CLOCKS, services.clocks::get);
        answer(TransactionEndpoints.GET_TRAIL, services.trail::get);
    }

    private void answerIdTags(Services services) {
        answer(IdTagEndpoints.PUT_ID_TAG, services.idTags::put);
        answer(IdTagEndpoints.REMOVE_ID_TAG, services.idTags::remove);
        answer(IdTagEndpoints.GET_ID_TAG, services.idTags::get);
        answer(IdTagEndpoints.SEARCH_ID_TAGS, services.idTags::search);
        answer(IdTagEndpoints.GET_ID_TAG_INFOS, services.idTags::infos);
    }

    private void answerOriginal(Services services) {
        answer(TransactionEndpoints.ADD_TRANSACTION, services.original::add);
        answer(TransactionEndpoints.GET_TRANSACTION, services.original::get);
        answer(TransactionEndpoints.GET_TRANSACTIONS_FOR_USER, services.original::forUser);
        answer(TransactionEndpoints.GET_TRANSACTIONS_FOR_CHARGER, services.original::forCharger);
        answer(TransactionEndpoints.UPDATE_TRANSACTION_PAYMENT, services.original::pay);
        answer(TransactionEndpoints.UPDATE_TRANSACTION_METER, services.original::meter);
    }

    private void answerRegistry(Services services) {
        answer(TransactionEndpoints.GET_PRICE, services.prices::price);
        answer(TransactionEndpoints.CLEAR_RESERVATION, services.reserve::clear);
        answer(
                TransactionEndpoints.COUNT_OPEN,
                (CountOpen asked) ->
                        services.sessions.countUnfinished(asked.connectorID()).map(OpenCount::new));
        answer(TransactionEndpoints.COUNT_SESSIONS, asked -> services.sessions.count());
        answer(TransactionEndpoints.FORGET_SELF_TEST, services.selfTest::forget);
    }

    private void answerMoney(Services services) {
        answer(TariffEndpoints.LIST_TARIFFS, services.tariffs::list);
        answer(TariffEndpoints.PUT_TARIFFS, services.tariffs::put);
        answer(TariffEndpoints.REMOVE_TARIFF, services.tariffs::remove);
        answer(TariffEndpoints.GET_DEFAULT_PRICE, services.tariffs::getDefault);
        answer(TariffEndpoints.PUT_DEFAULT_PRICE, services.tariffs::putDefault);
        answer(PaymentEndpoints.GET_PAYMENT_SESSION, services.cards::session);
        answer(InvoiceEndpoints.SEARCH_INVOICES, services.invoices::search);
        answer(InvoiceEndpoints.GET_INVOICE, services.invoices::get);
        answer(InvoiceEndpoints.MAKE_INVOICES, services.invoices::make);
        answer(InvoiceEndpoints.SETTLE_INVOICE, services.invoices::settle);
    }

    private void listen(Services services) {
        listen(
                TransactionEndpoints.SESSION_STARTED,
                (SessionStarted started) ->
                        services.waiters.tell(started.session().transactionID()));
        listen(
                TransactionEndpoints.SESSION_STOPPED,
                (SessionStopped stopped) -> services.waiters.tell(stopped.transactionID()));
        listen(ChargerEndpoints.STATUS_CHANGED, services.news::onStatus);
        listen(ChargerEndpoints.CHARGER_BOOTED, services.news::onBoot);
        listen(ChargerEndpoints.CONNECTION_CHANGED, services.news::onConnection);
        listenings.add(services.news::close);
    }

    /** Shorter than what they look for by enough that nobody notices the difference. */
    private void sweep(Services services) {
        var keys = new IdempotencyRepository(module.database(), "transaction");
        Repeated.start(
                vertx,
                Duration.ofMinutes(10),
                "Forgetting idempotency keys",
                () -> keys.forget(module.clock().instant()));
        var gauges = new SessionGauges(new CountsRepository(module.database()), module.meters());
        Repeated.start(vertx, Duration.ofSeconds(10), "Counting open sessions", gauges::count);
        var aside = new AsideHistory(
                new HistoryRepository(module.database(), module.meters()), config.history(), module.clock());
        Repeated.start(vertx, Duration.ofHours(1), "Forgetting what is resolved", aside::forget);
        Repeated.start(vertx, Duration.ofSeconds(1), "Ending holds and requests", services.expiry::sweep);
        Repeated.start(vertx, Duration.ofSeconds(2), "Ending grace periods", services.doubts::sweepGrace);
        Repeated.start(vertx, Duration.ofSeconds(10), "Looking for stale sessions", services.doubts::sweepStale);
        Repeated.start(vertx, Duration.ofSeconds(5), "Settling payments", services.settlement::sweep);
        Repeated.start(vertx, Duration.ofMinutes(10), "Making invoices", services.invoices::sweep);
        Repeated.start(vertx, Duration.ofMinutes(5), "Looking at quiet sessions", services.doubts::sweepQuiet);
    }

    private <Q extends Record, A extends Record> void answer(Endpoint<Q, A> endpoint, Function<Q, Future<A>> handler) {
        Bus bus = module.bus();
        listenings.add(bus.answer(endpoint, request -> work.track(handler.apply(request))));
    }

    private <E extends Record> void listen(Topic<E> topic, Consumer<E> listener) {
        listenings.add(module.bus().listen(topic, listener));
    }
}
