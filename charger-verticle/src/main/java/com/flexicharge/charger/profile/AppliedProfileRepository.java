package com.flexicharge.charger.profile;

import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.AppliedProfile;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.ProfileSet;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.ProfilesCleared;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.StreamSupport;

/** Which charging profiles chargers were given. */
public final class AppliedProfileRepository {
    private final Database database;

    public AppliedProfileRepository(Database database) {
        this.database = database;
    }

    /** @return whether there is such a charger */
    Future<Boolean> set(ProfileSet set) {
        return database.inTransaction(connection -> connection
                .preparedQuery(ProfileSql.LOCK_CHARGER)
                .execute(Tuple.of(set.connectorID()))
                .compose(charger -> charger.size() == 0
                        ? Future.succeededFuture(false)
                        : replace(connection, set).map(true)));
    }

    Future<Void> clear(ProfilesCleared cleared) {
        var criteria = Tuple.of(cleared.connectorID(), cleared.chargingProfileID(), cleared.connector())
                .addString(cleared.purpose())
                .addInteger(cleared.stackLevel())
                .addValue(Times.at(cleared.at()));
        return database.query(client -> client.preparedQuery(ProfileSql.CLEAR).execute(criteria))
                .mapEmpty();
    }

    Future<Void> forgetSessions(List<Integer> transactionIDs) {
        var ended = Tuple.tuple().addArrayOfInteger(transactionIDs.toArray(Integer[]::new));
        return database.query(client ->
                        client.preparedQuery(ProfileSql.FORGET_SESSIONS).execute(ended))
                .mapEmpty();
    }

    Future<List<AppliedProfile>> of(int connectorID) {
        return database.query(client -> client.preparedQuery(ProfileSql.APPLIED).execute(Tuple.of(connectorID)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ProfileSql::applied)
                        .toList());
    }

    private static Future<Void> replace(SqlConnection connection, ProfileSet set) {
        return connection
                .preparedQuery(ProfileSql.REPLACE)
                .execute(slot(set))
                .compose(replaced -> connection
                        .preparedQuery(ProfileSql.SET)
                        .execute(slot(set).addInteger(set.transactionID())))
                .mapEmpty();
    }

    private static Tuple slot(ProfileSet set) {
        return Tuple.of(set.connectorID(), set.connector(), set.chargingProfileID())
                .addString(set.purpose())
                .addInteger(set.stackLevel())
                .addOffsetDateTime(Times.at(set.at()));
    }
}
