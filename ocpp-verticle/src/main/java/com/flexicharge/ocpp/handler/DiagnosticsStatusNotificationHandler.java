package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.message.DiagnosticsStatusNotification;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobKind;
import io.vertx.core.Future;
import java.util.Optional;

/** How an upload of diagnostics goes (OCPP 1.6 §4.4). */
final class DiagnosticsStatusNotificationHandler implements CallHandler<DiagnosticsStatusNotification.Request> {
    private final JobReports reports;

    DiagnosticsStatusNotificationHandler(JobReports reports) {
        this.reports = reports;
    }

    @Override
    public Future<Reply> handle(Incoming<DiagnosticsStatusNotification.Request> call) {
        var request = call.request();
        return reports.report(call, JobKind.DIAGNOSTICS, Optional.empty(), request.status())
                .map(done -> new Reply(new DiagnosticsStatusNotification.Response()));
    }
}
