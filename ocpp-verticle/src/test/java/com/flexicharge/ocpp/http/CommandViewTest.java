package com.flexicharge.ocpp.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Command;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.CommandState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CommandViewTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void thePasswordInAnAddressIsNotShownAndTheRestIs() {
        var request = "{\"location\":\"ftp://ops:s3cret@files.example.com:21/in\",\"retries\":1}";

        assertThat(CommandView.of(command(request)).request().toString())
                .isEqualTo("{\"location\":\"ftp://ops:***@files.example.com:21/in\",\"retries\":1}");
    }

    @Test
    void anAddressWithoutPasswordIsShownAsItIs() {
        var request = "{\"location\":\"ftp://files.example.com:21\",\"who\":\"a@b\"}";

        assertThat(CommandView.of(command(request)).request().toString()).isEqualTo(request);
    }

    private static Command command(String request) {
        return new Command(
                "cmd_1",
                100_001,
                "abc",
                "GetDiagnostics",
                request,
                CommandState.QUEUED,
                null,
                null,
                null,
                null,
                null,
                null,
                "operator",
                AT,
                null,
                null,
                AT);
    }
}
