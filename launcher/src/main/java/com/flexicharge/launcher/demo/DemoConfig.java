package com.flexicharge.launcher.demo;

import com.flexicharge.shared.config.ProcessConfig;
import com.flexicharge.shared.config.Settings;
import java.util.List;

/** @param chargers simulated ones that connect to this process; 0: none */
public record DemoConfig(int chargers) {
    private static final String CHARGERS = "DEMO_CHARGERS";
    private static final String ANYWHERE = "DEMO_CHARGERS_ANYWHERE";
    private static final int MOST = 1_000;

    /** Invented sessions are to get into no database by accident that holds real ones. */
    public static DemoConfig read(Settings settings, ProcessConfig process) {
        int chargers = settings.wholeNumber(CHARGERS, 0, 0, MOST);
        boolean anywhere = settings.flag(ANYWHERE, false);
        if (chargers > 0 && process.localDatabaseFolder().isEmpty() && !anywhere) {
            settings.fault(
                    CHARGERS,
                    "fills the database with invented sessions, and this is not the local one: leave it empty, or set "
                            + ANYWHERE + "=1 if that is what you want");
        }
        if (chargers > 0 && !process.modules().containsAll(List.of("ocpp", "charger", "transaction"))) {
            settings.fault(CHARGERS, "needs the modules ocpp, charger and transaction in this process: see VERTICLES");
        }
        return new DemoConfig(chargers);
    }
}
