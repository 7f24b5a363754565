package com.flexicharge.ocpp.socket;

import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.QuirkEndpoints;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.QuirkUse;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.QuirksMet;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How often each charger deviated in which way, until the registry has heard of it. Usable from any event loop. */
public final class QuirkCounts {
    private static final Logger LOG = LoggerFactory.getLogger(QuirkCounts.class);

    /** As many as the registry takes at a time. */
    private static final int MOST_AT_ONCE = 1_000;

    /** Of some 100 bytes each, 1 MB: a thousand chargers that do ten things differently. What is met above it is not counted. */
    private static final int MOST_KEPT = 10_000;

    private record Way(int connectorID, Deviation deviation) {}

    private record Met(long uses, Instant lastAt) {
        Met and(Met more) {
            return new Met(uses + more.uses, more.lastAt.isAfter(lastAt) ? more.lastAt : lastAt);
        }
    }

    private final Bus bus;
    private final ConcurrentMap<Way, Met> unreported = new ConcurrentHashMap<>();
    private final AtomicBoolean saidFull = new AtomicBoolean();

    public QuirkCounts(Bus bus) {
        this.bus = bus;
    }

    void met(int connectorID, Deviation deviation, Instant at) {
        add(new Way(connectorID, deviation), new Met(1, at));
    }

    /**
     * Tells the registry. What it does not hear now is told with the next report.
     *
     * @return fails when it did not hear all of it
     */
    public Future<Void> report() {
        var taken = new ArrayList<Way>(unreported.keySet());
        var reports = new ArrayList<Future<Void>>();
        for (var from = 0; from < taken.size(); from += MOST_AT_ONCE) {
            reports.add(report(taken.subList(from, Math.min(from + MOST_AT_ONCE, taken.size()))));
        }
        saidFull.set(false);
        return Future.join(reports).mapEmpty();
    }

    /** The report before the end of the process; what the registry does not hear now is lost. @return never fails */
    public Future<Void> reportLast() {
        return report().onFailure(
                        lost -> LOG.warn("How chargers deviated of late is not counted: {}", lost.getMessage()))
                .otherwiseEmpty();
    }

    private Future<Void> report(List<Way> ways) {
        var uses = new ArrayList<QuirkUse>(ways.size());
        for (var way : ways) {
            var met = unreported.remove(way);
            if (met != null) {
                uses.add(new QuirkUse(way.connectorID(), way.deviation().word(), met.uses(), met.lastAt()));
            }
        }
        return bus.ask(QuirkEndpoints.QUIRKS_MET, new QuirksMet(uses))
                .onFailure(unheard -> uses.forEach(this::takeBack))
                .mapEmpty();
    }

    private void takeBack(QuirkUse use) {
        Deviation.named(use.rule())
                .ifPresent(deviation -> add(new Way(use.connectorID(), deviation), new Met(use.uses(), use.lastAt())));
    }

    /** Several threads at once may go beyond the bound by one each. */
    private void add(Way way, Met met) {
        if (unreported.size() < MOST_KEPT || unreported.containsKey(way)) {
            unreported.merge(way, met, Met::and);
        } else if (saidFull.compareAndSet(false, true)) {
            LOG.warn("Chargers deviate from OCPP in more than {} ways at once; some of it is not counted", MOST_KEPT);
        }
    }
}
