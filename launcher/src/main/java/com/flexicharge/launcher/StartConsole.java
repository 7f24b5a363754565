package com.flexicharge.launcher;

import com.flexicharge.shared.config.ProcessConfig;
import com.flexicharge.shared.config.ProcessConfig.LogFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the person who starts the process reads: plain lines, beside the log. */
final class StartConsole {
    private static final Logger LOG = LoggerFactory.getLogger(StartConsole.class);

    private StartConsole() {}

    static void print(String line) {
        System.out.println(line);
    }

    static void complain(@Nullable String message) {
        System.err.println(message);
    }

    /** What is odd in the settings, and what is open by default for development: a line each. */
    static void warn(Plan plan) {
        plan.warnings().forEach(LOG::warn);
        LOG.warn(
                "Open for development: tokens signed with {} are accepted as any user or admin",
                plan.process().developmentKeyFile());
    }

    /** Only beside a text log: whoever reads JSON lines is a program. */
    static void tryThis(ProcessConfig config) {
        if (config.logFormat() == LogFormat.JSON) {
            return;
        }
        String http = "http://localhost:" + config.port();
        String sockets = "ws://localhost:" + config.socketPort();
        print("""

                FlexiCharge is up. Try this:
                  %1$s/                             the console, for operators and drivers
                  curl %1$s/chargers                    all chargers
                  curl %1$s/health/ready                is everything there?
                  TOKEN=$(mvn -q compile exec:java -Dexec.args="token alice" | sed -n 1p)   a token for the user alice
                  curl -H "Authorization: Bearer $TOKEN" %1$s/transactions
                  chargers connect at   %2$s/charger/abc111   (FlexiCharge)
                                        %2$s/ocpp/abc112      (OCPP 1.6J)
                  live metrics at       %2$s/user/alice?access_token=$TOKEN
                """.formatted(http, sockets));
    }
}
