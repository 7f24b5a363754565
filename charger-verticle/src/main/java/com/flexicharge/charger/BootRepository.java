package com.flexicharge.charger;

import com.flexicharge.charger.quirk.QuirkRepository;
import com.flexicharge.shared.contract.charger.Admission.Boot;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.GatheringLimits;
import com.flexicharge.shared.db.GatheringWriter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Boots in the database; those of a whole fleet are committed together. */
final class BootRepository {
    private final GatheringWriter<Boot, BootOutcome> boots;

    BootRepository(Database database, MeterRegistry meters) {
        this.boots = GatheringWriter.keyed(
                database, meters, "charger.boots", GatheringLimits.USUAL, Boot::connectorID, BootRepository::store);
    }

    Future<BootOutcome> store(Boot boot) {
        return boots.write(boot);
    }

    private static Future<List<BootOutcome>> store(SqlConnection connection, List<Boot> boots) {
        return ConnectionRepository.lock(
                        connection, Columns.of(boots).ints(Boot::connectorID).tuple())
                .map(BootRepository::ids)
                .compose(known -> connection
                        .preparedQuery(ConnectionSql.BOOT)
                        .execute(values(boots))
                        .map(BootRepository::stored)
                        .map(stored -> boots.stream()
                                .map(boot -> outcome(boot, known, stored))
                                .toList()));
    }

    private static Tuple values(List<Boot> boots) {
        return Columns.of(boots)
                .ints(Boot::connectorID)
                .longs(Boot::epoch)
                .texts(told(Boot::vendor))
                .texts(told(Boot::model))
                .texts(told(Boot::firmwareVersion))
                .texts(told(Boot::chargePointSerialNumber))
                .texts(told(Boot::chargeBoxSerialNumber))
                .texts(told(Boot::iccid))
                .texts(told(Boot::imsi))
                .texts(told(Boot::meterType))
                .texts(told(Boot::meterSerialNumber))
                .times(Boot::at)
                .tuple();
    }

    private static Function<Boot, @Nullable String> told(Function<Boot, @Nullable String> member) {
        return boot -> StorableText.ofNullable(member.apply(boot));
    }

    private static Set<Integer> ids(RowSet<Row> rows) {
        var ids = new HashSet<Integer>();
        rows.forEach(row -> ids.add(row.getInteger("connector_id")));
        return ids;
    }

    private static Map<Integer, BootOutcome> stored(RowSet<Row> rows) {
        var stored = new HashMap<Integer, BootOutcome>();
        rows.forEach(row -> stored.put(
                row.getInteger("connector_id"),
                new BootOutcome.Stored(
                        Words.storedRegistration(row.getString("registration")),
                        ChargerSql.protocol(row),
                        row.getInteger("own_price_ore"),
                        QuirkRepository.make(row),
                        QuirkRepository.rules(row))));
        return stored;
    }

    private static BootOutcome outcome(Boot boot, Set<Integer> known, Map<Integer, BootOutcome> stored) {
        var missing = known.contains(boot.connectorID()) ? new BootOutcome.Replaced() : new BootOutcome.NoSuchCharger();
        return stored.getOrDefault(boot.connectorID(), missing);
    }
}
