package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.message.LogStatusNotification;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobKind;
import io.vertx.core.Future;

/** How an upload of a log goes (security extension §5). */
final class LogStatusNotificationHandler implements CallHandler<LogStatusNotification.Request> {
    private final JobReports reports;

    LogStatusNotificationHandler(JobReports reports) {
        this.reports = reports;
    }

    @Override
    public Future<Reply> handle(Incoming<LogStatusNotification.Request> call) {
        var request = call.request();
        return reports.report(call, JobKind.LOG, request.requestId(), request.status())
                .map(done -> new Reply(new LogStatusNotification.Response()));
    }
}
