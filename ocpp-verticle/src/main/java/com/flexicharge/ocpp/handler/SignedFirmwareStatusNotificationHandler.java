package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.message.SignedFirmwareStatusNotification;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobKind;
import io.vertx.core.Future;

/** How an update with signed firmware goes (security extension §5). */
final class SignedFirmwareStatusNotificationHandler implements CallHandler<SignedFirmwareStatusNotification.Request> {
    private final JobReports reports;

    SignedFirmwareStatusNotificationHandler(JobReports reports) {
        this.reports = reports;
    }

    @Override
    public Future<Reply> handle(Incoming<SignedFirmwareStatusNotification.Request> call) {
        var request = call.request();
        return reports.report(call, JobKind.SIGNED_FIRMWARE, request.requestId(), request.status())
                .map(done -> new Reply(new SignedFirmwareStatusNotification.Response()));
    }
}
