package com.flexicharge.charger.security;

import com.flexicharge.charger.ChargerDirectory;
import com.flexicharge.charger.Refusals;
import com.flexicharge.charger.StorableText;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetCharger;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.GetSecurityEvents;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.SecurityEvent;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.SecurityEvents;
import com.flexicharge.shared.db.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;

/** What touched the security of chargers; only ever added to. */
public final class SecurityEventService {
    private static final int MAX_TYPE = 50;
    private static final int MAX_TEXT = 255;

    private final SecurityEventRepository repository;
    private final ChargerDirectory chargers;
    private final Bus bus;

    public SecurityEventService(Database database, MeterRegistry meters, ChargerDirectory chargers, Bus bus) {
        this.repository = new SecurityEventRepository(database, meters);
        this.chargers = chargers;
        this.bus = bus;
    }

    /** Texts that are too long are cut: an event is worth more than its last words. */
    public Future<Done> report(SecurityEvent asSent) {
        var event = cut(asSent);
        return repository.store(event).compose(known -> {
            if (!known) {
                return Future.failedFuture(Refusals.chargerNotFound());
            }
            bus.tell(SecurityEventEndpoints.SECURITY_EVENT, event);
            return Future.succeededFuture(Done.DONE);
        });
    }

    public Future<SecurityEvents> list(GetSecurityEvents ask) {
        return chargers.get(new GetCharger(ask.connectorID()))
                .compose(known -> repository.list(ask))
                .map(SecurityEvents::new);
    }

    private static SecurityEvent cut(SecurityEvent event) {
        return new SecurityEvent(
                event.connectorID(),
                StorableText.cut(event.type(), MAX_TYPE),
                StorableText.cutNullable(event.techInfo(), MAX_TEXT),
                event.eventAt(),
                StorableText.cutNullable(event.eventRaw(), MAX_TEXT),
                event.receivedAt(),
                event.source());
    }
}
