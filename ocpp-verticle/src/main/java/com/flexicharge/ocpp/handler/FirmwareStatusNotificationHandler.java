package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.message.FirmwareStatusNotification;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobKind;
import io.vertx.core.Future;
import java.util.Optional;

/** How a firmware update goes (OCPP 1.6 §4.5). */
final class FirmwareStatusNotificationHandler implements CallHandler<FirmwareStatusNotification.Request> {
    private final JobReports reports;

    FirmwareStatusNotificationHandler(JobReports reports) {
        this.reports = reports;
    }

    @Override
    public Future<Reply> handle(Incoming<FirmwareStatusNotification.Request> call) {
        var request = call.request();
        return reports.report(call, JobKind.FIRMWARE, Optional.empty(), request.status())
                .map(done -> new Reply(new FirmwareStatusNotification.Response()));
    }
}
