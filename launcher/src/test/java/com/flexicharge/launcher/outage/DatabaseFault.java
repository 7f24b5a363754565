package com.flexicharge.launcher.outage;

import com.flexicharge.testing.FaultyProxy;
import com.flexicharge.testing.TestDatabase;
import java.time.Duration;

/** What can be the matter with a database, from outside the process that uses it. */
enum DatabaseFault {
    REFUSED(true) {
        @Override
        void begin(FaultyProxy proxy, TestDatabase admin) {
            proxy.refuse();
        }
    },
    HALF_OPEN(true) {
        @Override
        void begin(FaultyProxy proxy, TestDatabase admin) {
            proxy.hold();
        }
    },
    TEN_SECONDS_LATE(true) {
        @Override
        void begin(FaultyProxy proxy, TestDatabase admin) {
            proxy.delay(Duration.ofSeconds(10));
        }
    },
    /** "too many connections": SQLSTATE 53300, as when others took all there are. */
    OUT_OF_CONNECTIONS(true) {
        @Override
        void begin(FaultyProxy proxy, TestDatabase admin) {
            admin.execute("alter role " + USER + " connection limit 0", THROW_OUT);
        }
    },
    /** As after a failover, when the address leads to a standby: SQLSTATE 25006 for writes, while reads go on. */
    READ_ONLY(false) {
        @Override
        void begin(FaultyProxy proxy, TestDatabase admin) {
            admin.execute("alter role " + USER + " set default_transaction_read_only = on", THROW_OUT);
        }
    },
    /** SQLSTATE 53100 for whatever takes room. */
    DISK_FULL(false) {
        @Override
        void begin(FaultyProxy proxy, TestDatabase admin) {
            admin.execute(
                    """
                    create function public.disk_full() returns trigger language plpgsql as
                    $$begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end$$
                    """,
                    full("transaction.transactions"),
                    full("livemetrics.readings"),
                    full("charger.connectors"),
                    full("transaction.id_tags"));
        }

        private String full(String table) {
            return "create trigger disk_full before insert or update on " + table
                    + " for each row execute function public.disk_full()";
        }
    };

    static final String USER = "backend_of_outages";

    private static final String THROW_OUT =
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + USER + "'";

    private final boolean nothingWorks;

    DatabaseFault(boolean nothingWorks) {
        this.nothingWorks = nothingWorks;
    }

    /** @param admin the same database, past the proxy and by another login */
    abstract void begin(FaultyProxy proxy, TestDatabase admin);

    static void end(FaultyProxy proxy, TestDatabase admin) {
        proxy.heal();
        admin.execute(
                "alter role " + USER + " connection limit -1",
                "alter role " + USER + " reset default_transaction_read_only",
                THROW_OUT,
                "drop function if exists public.disk_full cascade");
    }

    /** No read either. */
    boolean nothingWorks() {
        return nothingWorks;
    }
}
