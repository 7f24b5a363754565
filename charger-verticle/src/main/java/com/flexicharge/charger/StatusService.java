package com.flexicharge.charger;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetCharger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetStatuses;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.StatusChanged;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.Statuses;
import com.flexicharge.shared.contract.charger.StatusReport;
import io.vertx.core.Future;

/** What connectors report, kept whole, and what they and their charger show now. */
final class StatusService {
    /** No charger has so many; it bounds what one that counts wildly can make of itself here. */
    private static final int HIGHEST_CONNECTOR = Short.MAX_VALUE;

    private final StatusRepository repository;
    private final ChargerDirectory directory;
    private final Bus bus;

    StatusService(StatusRepository repository, ChargerDirectory directory, Bus bus) {
        this.repository = repository;
        this.directory = directory;
        this.bus = bus;
    }

    /** A connector that was not known is made; a report older than the stored one goes to the history only. */
    Future<Done> report(StatusReport report) {
        if (report.connector() < 0 || report.connector() > HIGHEST_CONNECTOR) {
            return Future.failedFuture(Refusal.of(
                    Reason.INVALID, "invalidConnector", "connector must be between 0 and " + HIGHEST_CONNECTOR + "."));
        }
        return repository.store(UsableReport.of(report)).compose(outcome -> {
            if (outcome instanceof StatusOutcome.NoSuchCharger) {
                return Future.failedFuture(Refusals.chargerNotFound());
            }
            if (outcome instanceof StatusOutcome.Latest latest) {
                tell(report, latest);
            }
            return Future.succeededFuture(Done.DONE);
        });
    }

    Future<Statuses> list(GetStatuses ask) {
        return directory
                .get(new GetCharger(ask.connectorID()))
                .compose(known -> repository.list(ask))
                .map(Statuses::new);
    }

    private void tell(StatusReport report, StatusOutcome.Latest latest) {
        bus.tell(
                ChargerEndpoints.STATUS_CHANGED,
                new StatusChanged(
                        report.connectorID(),
                        report.connector(),
                        report.status(),
                        latest.protocol().orElse(null),
                        report.receivedAt()));
    }
}
