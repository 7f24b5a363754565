package com.flexicharge.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.transaction.ChargerSessions.AsideReason;
import com.flexicharge.shared.contract.transaction.ChargerSessions.PutAside;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody made the database fast: commits do not wait for the disk any more, unless they say that they do. */
@ExtendWith(TestDatabaseExtension.class)
class DurableCommitTest {
    private final TestDatabase database;

    DurableCommitTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void whatIsAcknowledgedWaitsForTheDiskWhateverTheDatabasesDefault() {
        database.execute(
                "alter database \"%s\" set synchronous_commit = off".formatted(database.database()),
                "create table written (what text, synchronous_commit text)");
        assertThat(database.rows("show synchronous_commit")).containsExactly("off");
        try (var sessions = RunningSessions.start(database)) {
            database.execute("""
                    create function note_commit() returns trigger language plpgsql as $$
                    begin
                        insert into public.written
                        values (tg_table_name || ' ' || lower(tg_op), current_setting('synchronous_commit'));
                        return null;
                    end $$""", """
                    create trigger note_commit after insert or update on transaction.transactions
                    for each statement execute function public.note_commit()""", """
                    create trigger note_commit after insert or update on transaction.unmatched
                    for each statement execute function public.note_commit()""");
            sessions.registry.add(430_000, Protocol.OCPP_16);
            var charger = new ChargerReports(sessions, 430_000, Protocol.OCPP_16);

            var begun = charger.start("CARD1", 100L);
            charger.stop((long) begun.transactionID(), "CARD1", 600L);
            charger.stop((long) begun.transactionID(), "CARD1", 700L);
            sessions.ask(
                    TransactionEndpoints.PUT_ASIDE,
                    new PutAside(430_000, "MeterValues", AsideReason.BAD_FORM, "{}", sessions.clock.instant()));
        }

        assertThat(database.rows("select what, synchronous_commit from written group by 1, 2 order by 1"))
                .containsExactly("transactions insert|on", "transactions update|on", "unmatched insert|on");
    }
}
